import type { Kind } from '../../contract/index.ts';
import type { SystemRules } from '../rules.ts';

/** What happens to a record that is gone from git: as the system says for its kind, else for all. */
export function missingFor(
  name: string,
  { missing, missingOf }: Pick<SystemRules, 'missing' | 'missingOf'>,
): SystemRules['missing'] {
  const kind = (Object.keys(missingOf ?? {}) as Kind[]).find((one) => name.startsWith(`${one}/`));
  return (kind && missingOf?.[kind]) ?? missing;
}
