import type { Context, Finding } from '../../../src/contract/index.ts';
import { listGroups, listUsers, ping } from './client.ts';
import { toRemote } from './convert.ts';
import { systemError, warning } from './finding.ts';
import { readSettings } from './settings.ts';

/** Checks, with three reads, that the key works, that people and teams can be read, and who the sync manager is. */
export async function checkAccount(context: Context): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  const answered = await ping(context.send);
  if (!('data' in answered)) return [answered.refused];
  const users = await listUsers(context.send);
  if (!('data' in users)) return [users.refused];
  const groups = await listGroups(context.send);
  if (!('data' in groups)) return [groups.refused];

  const address = toRemote(settings.syncManagerEmail);
  const manager = users.data.items.find((user) => toRemote(user.email) === address);
  const rules = [...settings.ruleTeams].filter((name) => !groups.data.items.some((group) => group.name === name));
  return [
    ...(manager?.isAdmin ? [] : [manager ? notAdministrator : notListed]),
    ...rules.map((name) =>
      warning({
        code: 'officevibe-rule-team-unknown',
        who: 'config',
        message: `rule_teams names "${name}", which is no team in Officevibe.`,
        next: 'Correct its spelling, capitals included, or take it out of rule_teams.',
      }),
    ),
  ];
}

const notListed = systemError({
  code: 'officevibe-sync-manager-unknown',
  who: 'config',
  message: 'sync_manager_email is not among the people of the account.',
  next: 'Set it to the e-mail of an administrator of this Officevibe account; check that the key belongs to this account.',
});

const notAdministrator = systemError({
  code: 'officevibe-sync-manager-no-administrator',
  who: 'admin',
  message: 'sync_manager_email is not an administrator of the account.',
  next: 'An administrator gives that person the role in Officevibe, or set it to somebody who has it.',
});
