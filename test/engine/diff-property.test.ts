import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffTables } from '../../src/engine/diff/diff.ts';
import type { KindDiff } from '../../src/engine/diff/kind-diff.ts';
import type { Table } from '../../src/engine/table.ts';
import { table } from './tables.ts';

type Model = ReadonlyMap<string, ReadonlyMap<string, string>>;

const cell = fc.constantFrom('', 'a', 'b', '007', '7', '"', 'x,y', 'line\nbreak', '=1+1', '@all', 'é');
const key = fc.oneof(fc.nat(12).map(String), fc.constantFrom('007', 'a', 'B/1', '__proto__'));
const columns = fc.uniqueArray(fc.constantFrom('name', 'team', 'site', 'note', '2024', '__proto__'));
const sheet = fc.record({
  columns,
  keys: fc.uniqueArray(key),
  cells: fc.array(cell, { minLength: 90, maxLength: 90 }),
  keyColumn: fc.nat(6),
});

test('finds the same records as a naive comparison, whatever the order of rows and columns', () => {
  fc.assert(
    fc.property(sheet, sheet, (base, head) => {
      const [before, after] = [toModel(base), toModel(head)];

      const { summary } = diffTables(toTable(base), toTable(head), { kind: 'records', key: ['id'] });

      const keys = [...new Set([...before.keys(), ...after.keys()])];
      const common = keys.filter((one) => before.has(one) && after.has(one));
      const changed = common.filter((one) => isChanged(before.get(one), after.get(one)));
      expect(summary.added).toBe(keys.filter((one) => !before.has(one)).length);
      expect(summary.removed).toBe(keys.filter((one) => !after.has(one)).length);
      if (base.columns.every((name) => head.columns.includes(name))) {
        expect(summary.changed).toBe(changed.length);
        expect(summary.unchanged).toBe(common.length - changed.length);
      }
    }),
  );
});

test('loses nothing: base and the difference together give head', () => {
  fc.assert(
    fc.property(sheet, sheet, (base, head) => {
      const diff = diffTables(toTable(base), toTable(head), { kind: 'records', key: ['id'] });
      expect(withoutEmpty(applied(toModel(base), diff))).toEqual(withoutEmpty(toModel(head)));
    }),
  );
});

test('finds nothing between a table and itself', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      const { changes, columns } = diffTables(toTable(one), toTable(one), { kind: 'records', key: ['id'] });
      expect([changes, columns]).toEqual([[], { added: [], removed: [], renamed: [] }]);
    }),
  );
});

test('says of the way back the opposite of the way there', () => {
  fc.assert(
    fc.property(sheet, sheet, (base, head) => {
      const there = diffTables(toTable(base), toTable(head), { kind: 'records', key: ['id'] });
      const back = diffTables(toTable(head), toTable(base), { kind: 'records', key: ['id'] });
      expect(back.summary).toEqual({ ...there.summary, added: there.summary.removed, removed: there.summary.added });
      expect(back.changes.map((change) => change.key)).toEqual(there.changes.map((change) => change.key));
    }),
  );
});

interface Sheet {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly cells: readonly string[];
  readonly keyColumn: number;
}

function cellOf(sheet: Sheet, row: number, column: number): string {
  return sheet.cells[(row * sheet.columns.length + column) % sheet.cells.length] ?? '';
}

function toTable(sheet: Sheet): Table {
  const header = sheet.columns.toSpliced(sheet.keyColumn, 0, 'id');
  const rows = sheet.keys.map((one, row) =>
    sheet.columns.map((_, column) => cellOf(sheet, row, column)).toSpliced(sheet.keyColumn, 0, one),
  );
  return table(header, rows);
}

function toModel(sheet: Sheet): Model {
  const cells = (row: number) => new Map(sheet.columns.map((name, column) => [name, cellOf(sheet, row, column)]));
  return new Map(sheet.keys.map((one, row) => [one, cells(row)]));
}

function isChanged(base: ReadonlyMap<string, string> = new Map(), head: ReadonlyMap<string, string> = new Map()) {
  return [...base.keys(), ...head.keys()].some((name) => (base.get(name) ?? '') !== (head.get(name) ?? ''));
}

function applied(base: Model, { changes, columns }: KindDiff): Model {
  const result = new Map([...base].map(([one, fields]) => [one, renamed(fields, columns)]));
  for (const change of changes) {
    if (change.op === 'removed') result.delete(change.key);
    else if (change.op === 'added') {
      const { names, values } = change.after;
      const fields = names.map((name, column) => [name, String(values[column])] as const);
      result.set(change.key, new Map(fields.filter(([name]) => name !== 'id')));
    } else for (const { name, after } of change.fields) result.get(change.key)?.set(name, String(after));
  }
  return result;
}

function renamed(fields: ReadonlyMap<string, string>, columns: KindDiff['columns']): Map<string, string> {
  const names = new Map(columns.renamed.map(({ from, to }) => [from, to]));
  return new Map([...fields].map(([name, value]) => [names.get(name) ?? name, value]));
}

function withoutEmpty(model: Model): Model {
  return new Map([...model].map(([one, fields]) => [one, new Map([...fields].filter(([, value]) => value !== ''))]));
}
