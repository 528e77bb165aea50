import type { Context, Finding } from '../../../src/contract/index.ts';
import { searchUsers } from './client.ts';
import { readSettings } from './settings.ts';

/** Checks, with one read, that the key works and people can be found. A key that may only read shows at the first push. */
export async function checkAccount(context: Context): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  // A term that nobody bears: the right to search is what is asked about.
  const found = await searchUsers(context.send, settings, 'rollcall-check-nobody');
  return found.data ? [] : [found.refused];
}
