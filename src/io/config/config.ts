import { z } from 'zod';
import { type Finding, RollcallError } from '../../contract/index.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import { variablesOf } from '../../engine/expression/variables.ts';
import type { FieldRules } from '../../engine/fields.ts';
import type { CheckRule, Rules } from '../../engine/rules.ts';
import { placeOfTree, type Tree } from '../git/tree.ts';
import { type ConfigDocument, configFinding, parseConfigDocument, refuseConfig } from './config-document.ts';
import { readFieldRules } from './config-fields.ts';
import { describeIssues } from './config-issues.ts';
import { createPartReader, type PartReader } from './config-parts.ts';
import { checkSchema, configSchema } from './config-schema.ts';
import { readSourceRules } from './config-sources.ts';
import { readSystemRules } from './config-systems.ts';

/**
 * Reads rollcall.yaml of a tree, checks it and fills in all defaults. Everything that is wrong is told at once.
 * @throws RollcallError `CONFIG_MISSING` when there is none; `CONFIG_INVALID`, or `EXPRESSION_INVALID` when only
 * expressions are wrong, with a finding (place, message, next step) for each trouble.
 */
export async function readRules(tree: Tree, file = 'rollcall.yaml'): Promise<Rules> {
  const bytes = await tree.read(file);
  if (bytes === undefined) throw new RollcallError('CONFIG_MISSING', `There is no ${file} in ${placeOfTree(tree)}.`);
  return parseRules(decodeText(bytes, file), file);
}

/** The same for a text at hand. */
export function parseRules(text: string, file = 'rollcall.yaml'): Rules {
  const document = parseConfigDocument(text, file);
  const findings: Finding[] = [];
  const checked = configSchema.safeParse(document.data);
  if (!checked.success) findings.push(...describeIssues(checked.error.issues, configSchema, document));
  findings.push(...straySecrets(document));

  const reader = createPartReader(document, (finding) => findings.push(finding));
  const fields = readFieldRules(reader);
  const sources = readSourceRules(reader, fields);
  const checks = fields ? readChecks(reader, fields) : [];
  const systems = readSystemRules(reader, fields);
  if (checked.success && checked.data.teams && fields) refuseUnknownTeamField(checked.data.teams.from, fields, reader);

  if (!checked.success || fields === undefined || findings.length > 0) throw refuseConfig(findings);
  const { timezone, language, teams, require, notify } = checked.data;
  const teamRules = teams && { from: teams.from, ...(teams.ids !== undefined && { ids: teams.ids }) };
  return {
    ...{ file, timezone, language, sources, fields, checks, systems },
    ...(teamRules && { teams: teamRules }),
    ...(require && { require }),
    ...(notify && { notify }),
  };
}

function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RollcallError('CONFIG_INVALID', `${file}:1:1: The file is not UTF-8.`, {
      next: 'Save it as UTF-8.',
      cause,
    });
  }
}

/** A credential anywhere but where credentials are read would be printed with the rest of the configuration. */
function straySecrets(document: ConfigDocument): readonly Finding[] {
  return document.texts
    .filter(({ path, text }) => /\$\{\w+\}/.test(text) && !(path[0] === 'systems' && isResolved(path[2])))
    .map(({ path }) =>
      configFinding(
        'Environment variables are read under "with:" and "credentials:" only.',
        document.placeOf(path),
        'Write the value itself.',
      ),
    );
}

function readChecks(reader: PartReader, fields: FieldRules): readonly CheckRule[] {
  const variables = variablesOf(fields, 'employees');
  const count = reader.part(z.array(z.unknown()).default([]), ['checks'])?.length ?? 0;
  return Array.from({ length: count }).flatMap((_, index) => {
    const check = reader.part(checkSchema, ['checks', index]);
    if (check === undefined) return [];
    const assert = reader.expression(['checks', index, 'assert'], check.assert, { variables, gives: 'truth' });
    return assert ? [{ assert, message: check.message, severity: check.severity }] : [];
  });
}

function refuseUnknownTeamField(from: string, fields: FieldRules, reader: PartReader): void {
  const known = fields.employees.map((field) => field.name);
  if (known.includes(from)) return;
  reader.refuse(
    ['teams', 'from'],
    `"${from}" is not a field of employees${suggestion(from, known)}.`,
    `Use one of: ${known.join(', ')}.`,
  );
}

function isResolved(section: string | number | undefined): boolean {
  return section === 'with' || section === 'credentials';
}
