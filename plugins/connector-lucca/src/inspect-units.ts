import type { Fields, Finding, InspectView, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import { type Lists, toNative } from './native.ts';
import type { Settings } from './settings.ts';
import { type Establishment, type LegalUnit, resolveUnit } from './structure.ts';

/**
 * Names of establishments, departments, roles and contract types that lead nowhere in Lucca, before anything is sent. Only
 * what git changes is looked at: what was applied before and was archived since is left alone.
 */
export function inspectUnits(
  view: InspectView,
  settings: Settings,
  lists: Lists & { readonly establishments: readonly Establishment[]; readonly legalUnits: readonly LegalUnit[] },
): readonly Finding[] {
  const live = new Map(view.live.map((record) => [record.remote, record.fields]));
  const base = new Map((view.base ?? []).map((record) => [record.key, record.fields]));
  return view.desired.flatMap((record) => {
    const isNew = record.remote === undefined;
    const there = isNew ? undefined : live.get(record.remote ?? '');
    const changed = Object.keys(record.fields).filter((field) =>
      isChanged(record.fields[field], field, there, base.get(record.key)),
    );
    const { findings } = toNative(
      { ...record, op: isNew ? 'create' : 'update', active: true, changed },
      settings,
      lists,
    );
    return [...findings, ...(isNew ? legalUnitFindings(record, settings, lists) : [])];
  });
}

function isChanged(
  value: Value | undefined,
  field: string,
  live: Fields | undefined,
  base: Fields | undefined,
): boolean {
  return fold(value) !== fold(live?.[field]) && (base === undefined || fold(value) !== fold(base[field]));
}

function fold(value: Value | undefined): string {
  return JSON.stringify(value ?? null)
    .trim()
    .toLowerCase();
}

/** An establishment of another legal unit than the row names: one of the two is wrong. */
function legalUnitFindings(
  { key, fields }: SnapshotRecord,
  settings: Settings,
  lists: { readonly establishments: readonly Establishment[]; readonly legalUnits: readonly LegalUnit[] },
): readonly Finding[] {
  const { establishment, legalUnit } = fields;
  if (typeof establishment !== 'string' || typeof legalUnit !== 'string') return [];
  const place = resolveUnit(lists.establishments, establishment, settings.establishmentBy);
  const unit = lists.legalUnits.find((one) =>
    [one.name, one.code].some((name) => name?.trim().toLowerCase() === legalUnit.trim().toLowerCase()),
  );
  if (!('unit' in place) || !unit || place.unit.legalUnitId === unit.id) return [];
  return [
    {
      code: 'lucca-legal-unit-differs',
      severity: 'warning',
      scope: 'record',
      who: 'data',
      message: 'The establishment belongs to another legal unit than the row names; the establishment counts.',
      next: 'Correct one of the two in the file.',
      kind: 'employees',
      key,
    },
  ];
}
