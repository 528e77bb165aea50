import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { kinds, operations, RollcallError } from '../contract/index.ts';
import type { SavedPlan } from '../engine/saved-plan.ts';

/**
 * Reads a plan that `plan --out` saved.
 * @throws RollcallError `FILE_UNREADABLE` when the file is not there, `PLAN_STALE` when it is no plan of this version:
 * a plan that cannot be read in full is never applied.
 */
export async function readPlanFile(path: string): Promise<SavedPlan> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RollcallError('FILE_UNREADABLE', `${path}: the saved plan cannot be read`, { cause });
  });
  const parsed = savedPlan.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new RollcallError('PLAN_STALE', `${path}: this is not a plan that this version of rollcall saved${where}`);
}

/** Writes a plan to be applied later, readable by a person: two spaces, one line end at the end. */
export async function writePlanFile(path: string, plan: SavedPlan): Promise<void> {
  await writeFile(path, `${JSON.stringify(plan, undefined, 2)}\n`).catch((cause: unknown) => {
    throw new RollcallError('FILE_UNREADABLE', `${path}: the plan cannot be written`, { cause });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const place = z.strictObject({ file: z.string(), line: z.int(), column: z.int() }).optional();
const commits = z.array(z.string());

const cause = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('commits'), commits, place }),
  z.strictObject({ type: z.literal('config'), commits }),
  z.strictObject({ type: z.literal('date'), date: z.string(), place }),
  z.strictObject({ type: z.literal('drift') }),
  z.strictObject({ type: z.literal('first-sync'), place }),
  z.strictObject({ type: z.literal('not-ours') }),
]);

const savedPlan = z.strictObject({
  version: z.literal(1),
  digest: z.string().min(1),
  commit: z.string().min(1),
  date: z.string(),
  systems: z.array(
    z.strictObject({
      name: z.string(),
      connector: z.string(),
      verdict: z.enum(['ready', 'stopped', 'refused', 'nothing']),
      changes: z.array(
        z.strictObject({
          op: z.enum(operations),
          kind: z.enum(kinds),
          key: z.string(),
          step: z.union([z.literal(1), z.literal(2)]).optional(),
          fields: z.array(z.string()),
          cause,
          digest: z.string().optional(),
        }),
      ),
      holds: z.array(
        z.strictObject({
          kind: z.enum(kinds),
          key: z.string(),
          why: z.enum(['held', 'waiting', 'skipped', 'pending']),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<SavedPlan>;
