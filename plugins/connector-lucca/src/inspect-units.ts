import type { Fields, Finding, InspectView, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import type { Places } from './establishment.ts';
import { type Lists, toNative } from './native.ts';
import type { Settings } from './settings.ts';
import { resolveUnit, type Unit } from './structure.ts';

/**
 * Names of establishments, departments, roles and contract types that lead nowhere in Lucca, before anything is sent. Only
 * what git changes is looked at: what was applied before and was archived since is left alone.
 */
export function inspectUnits(view: InspectView, settings: Settings, lists: Lists & Places): readonly Finding[] {
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

/** An establishment of another legal unit than the row names, or a legal unit that Lucca does not have. */
function legalUnitFindings({ key, fields }: SnapshotRecord, settings: Settings, places: Places): readonly Finding[] {
  const { establishment, legalUnit } = fields;
  if (typeof legalUnit !== 'string' || legalUnit.trim() === '') return [];
  const about = { severity: 'warning', scope: 'record', who: 'data', kind: 'employees', key } as const;
  const wanted = legalUnit.trim().toLowerCase();
  const isMeant = ({ name, code }: Unit): boolean => [name, code].some((one) => one?.trim().toLowerCase() === wanted);
  const unit = places.legalUnits.find(isMeant);
  if (!unit && !places.establishments.some(isMeant)) {
    return [
      {
        ...about,
        code: 'lucca-legal-unit-unknown',
        message: 'Lucca has no legal unit and no establishment of the name that the row gives; nothing is made of it.',
        next: 'Write it as it stands in Lucca, by name or code.',
      },
    ];
  }
  if (typeof establishment !== 'string') return [];
  const place = resolveUnit(places.establishments, establishment, settings.establishmentBy);
  if (!('unit' in place) || !unit || place.unit.legalUnitId === unit.id) return [];
  return [
    {
      ...about,
      code: 'lucca-legal-unit-differs',
      message: 'The establishment belongs to another legal unit than the row names; the establishment counts.',
      next: 'Correct one of the two in the file.',
    },
  ];
}
