import type { Finding } from '../../../src/contract/index.ts';
import type { UnitName } from './settings.ts';

type Words = Pick<Finding, 'code' | 'severity' | 'scope' | 'who' | 'message' | 'next'>;

/** Why a name in the files leads to no establishment, department or role of Lucca. */
export function unitTrouble(field: string, trouble: 'unknown' | 'ambiguous' | 'closed', by: UnitName): Words {
  const way = by === 'id' ? 'number' : by;
  const error = { severity: 'error', scope: 'record' } as const;
  switch (trouble) {
    case 'unknown':
      return {
        ...error,
        code: 'lucca-unit-unknown',
        who: 'data',
        message: `Lucca has no ${field} with this ${way}.`,
        next: `Write the ${way} as it stands in Lucca, translate it under "values", or have it made in Lucca; it is never made from here.`,
      };
    case 'closed':
      return {
        ...error,
        code: 'lucca-unit-closed',
        who: 'data',
        message: `The ${field} with this ${way} is archived in Lucca.`,
        next: 'Name one that is in use, or have it opened again in Lucca.',
      };
    case 'ambiguous':
      return {
        ...error,
        code: 'lucca-unit-ambiguous',
        who: 'config',
        message: `Lucca has several of ${field} with this ${way}.`,
        next: 'Name them by code or number: set establishment_by or department_by to code or id.',
      };
    default:
      return trouble satisfies never;
  }
}
