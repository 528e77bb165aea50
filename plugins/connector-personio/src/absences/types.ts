import type { Context, Finding } from '../../../../src/contract/index.ts';
import { listByCursor } from '../api/pages.ts';
import { unitWords } from '../assumptions.ts';
import { createNames, type Names } from '../records/names.ts';
import { type AbsenceType, absenceType } from './schema.ts';

export const absenceTypesPath = '/v2/absence-types';

export interface AbsenceTypes {
  readonly names: Names;
  /** Undefined where Personio says neither. */
  unitOf(id: string): 'day' | 'hour' | undefined;
  readonly refused?: Finding;
}

/** Loaded once a run. */
export function loadAbsenceTypes(context: Context): Promise<AbsenceTypes> {
  return context.once('absence types', async () => {
    const listed = await listByCursor<AbsenceType>(context, {
      path: absenceTypesPath,
      limit: 100,
      item: absenceType,
      what: 'absence types',
      about: { kind: 'absences', access: 'read' },
    });
    const all = listed.refused ? [] : listed.items;
    const units = new Map(all.map(({ id, unit }) => [id, toUnit(unit ?? '')]));
    return {
      names: createNames(all, listed.refused),
      unitOf: (id) => units.get(id),
      ...(listed.refused && { refused: listed.refused }),
    };
  });
}

function toUnit(word: string): 'day' | 'hour' | undefined {
  const plain = word.toLowerCase();
  return (['day', 'hour'] as const).find((unit) => unitWords[unit].some((one) => one === plain));
}
