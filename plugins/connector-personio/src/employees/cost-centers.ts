import { z } from 'zod';
import type { Finding, Value } from '../../../../src/contract/index.ts';
import { type Names, resolveName } from '../records/names.ts';

type Trouble = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** As they are sent, from a list by name. */
export function toCostCenters(value: Value | undefined, names: Names): Centers {
  const items: { id: string; weight: number }[] = [];
  for (const one of Array.isArray(value) ? (value as readonly Value[]) : []) {
    const parsed = costCenter.safeParse(one);
    if (!parsed.success) return { trouble: wrongCostCenters };
    const { name, weight } = parsed.data;
    const found = resolveName(names, name, { what: 'cost centre', idField: 'cost_center_ids' });
    if (found.trouble) return { trouble: found.trouble };
    items.push({ id: found.id, weight });
  }
  return whole(items);
}

/** As they are sent, from a list by id. */
export function toCostCenterIds(value: Value | undefined): Centers {
  const parsed = z.array(costCenterId).safeParse(value ?? []);
  return parsed.success ? whole(parsed.data) : { trouble: wrongCostCenters };
}

type Centers = { readonly items: readonly Value[] } | { readonly trouble: Trouble };

/** Thirds and the like may miss 100 by a hair. */
function whole(items: readonly { readonly id: string; readonly weight: number }[]): Centers {
  const sum = items.reduce((total, { weight }) => total + weight, 0);
  return items.length > 0 && Math.abs(sum - 100) > 0.1 ? { trouble: weightsNotWhole } : { items };
}

/** As a mapping in rollcall.yaml gives it. `weight` in percent. */
const costCenter = z.strictObject({ name: z.string().min(1), weight: z.number().positive().max(100).default(100) });

const costCenterId = z.strictObject({ id: z.string().min(1), weight: costCenter.shape.weight });

const weightsNotWhole: Trouble = {
  code: 'weights-not-whole',
  who: 'data',
  message: 'The weights of the cost centres do not add up to 100 percent.',
  next: 'Correct the weights of the row, or the mapping of cost_centers in rollcall.yaml.',
};

const wrongCostCenters: Trouble = {
  code: 'bad-mapping',
  who: 'config',
  message: 'The mapping of cost_centers does not give a list of {"name", "weight"}.',
  next: 'Correct the mapping of cost_centers in rollcall.yaml; weight is in percent.',
};
