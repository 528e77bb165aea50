import { describe, expect, test } from '@jest/globals';
import type { Change, Plan } from '../../src/engine/change.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { faultsOf } from './gfm.ts';
import { change, open, personal, plan, row, system } from './plans.ts';

const teams = ['Buying', 'Sales', 'Support', 'R&D', 'Payroll'];
const team = (index: number): string => teams[index % teams.length] ?? '';

/** Moves, among them some joins, changes of manager and leaves, and one erasure at the very end. */
function planOf(amount: number): Plan {
  const changes = Array.from({ length: amount }, (_, index): Change => {
    const one = { key: String(1000 + index), cause: row(index + 2) };
    if (index === amount - 1) return change({ ...one, op: 'delete', needs: ['delete'] });
    if (index % 50 === 7) return change({ ...one, op: 'leave', fields: { active: open(true, false) } });
    if (index % 20 === 3)
      return change({ ...one, op: 'create', fields: { department_name: open(undefined, team(index)) } });
    if (index % 11 === 4) return change({ ...one, op: 'update', fields: { approvers: personal(['x'], ['y']) } });
    return change({ ...one, op: 'update', fields: { department_name: open(team(index), team(index * 3 + 1)) } });
  });
  return plan({ systems: [system({ changes, unchanged: 100 }), system({ name: 'officevibe-prod' })] });
}

describe.each([0, 1, 100, 20_000])('a plan of %d changes', (amount) => {
  const made = planOf(amount);

  test.each(['en', 'fr', 'de', 'nl'] as const)('is a sound comment within its limit in %s', (language) => {
    const text = planMarkdown(made, { language });

    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(60_000);
    expect(faultsOf(text)).toEqual([]);
    expect(text).not.toContain('⟨');
  });

  test('tells the riskiest first', () => {
    const text = planMarkdown(made);
    const titles = ['Cannot be undone', 'Leave (', 'Get another manager', 'Join (', 'Move ('];
    const places = titles.map((title) => text.indexOf(title, text.indexOf('####'))).filter((place) => place >= 0);

    expect(places).toEqual(places.toSorted((a, b) => a - b));
    if (amount > 0) expect(text).toContain(`\`${999 + amount}\``);
  });

  test('says whether something was cut', () => {
    expect(planMarkdown(made).includes('left out')).toBe(amount === 20_000);
  });

  test('keeps its columns apart on a terminal', () => {
    const lines = describePlan(made).split('\n');
    const from = lines.findIndex((line) => line.startsWith('  System '));
    const [head = '', ...rows] = lines.slice(from, from + 3);

    expect(new Set([head, ...rows].map((line) => line.length)).size).toBe(1);
    expect(rows.filter((line) => /\d,\d{3}\d/.test(line))).toEqual([]);
  });
});
