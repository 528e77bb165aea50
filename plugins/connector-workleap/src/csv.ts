import type { RequestPart } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';
import { ownMemberFields } from './convert.ts';
import type { ProvisioningBody } from './schema.ts';

type Row = Readonly<Record<string, string | boolean>>;

/** The organisation as the three files of the vendor's script, one part each. */
export function toCsvParts(body: ProvisioningBody): readonly RequestPart[] {
  const { csvParts } = assumptions;
  const part = (name: string, fileName: string, columns: readonly string[], rows: readonly Row[]): RequestPart => ({
    name,
    fileName,
    type: 'text/csv',
    text: csvText(columns, rows),
  });
  return [
    part(csvParts.members, 'members.csv', memberColumns(body), body.members),
    part(csvParts.teams, 'teams.csv', ['externalTeamId', 'teamName'], body.teams),
    part(
      csvParts.teamMappings,
      'teams-mappings.csv',
      ['externalTeamId', 'externalMemberId', 'externalSubteamId', 'isMember', 'isManager'],
      body.teamMappings,
    ),
  ];
}

/** People for whom a column has no value: in a file they would be emptied, where JSON leaves the field out. */
export function findGaps(body: ProvisioningBody): readonly string[] {
  const columns = memberColumns(body);
  return body.members
    .filter((member) => columns.some((column) => member[column] === undefined))
    .map((member) => member.externalMemberId);
}

/** The vendor's columns that anybody has, in its order, then the properties. */
function memberColumns({ members }: ProvisioningBody): readonly string[] {
  const names = new Set(members.flatMap((member) => Object.keys(member)));
  const own = ['externalMemberId', ...ownMemberFields].filter((name) => names.has(name));
  return [...own, ...[...names].filter((name) => !own.includes(name)).sort()];
}

/** RFC 4180: commas, CRLF, quotes where needed. Booleans as the vendor's files have them. */
function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function cellOf(value: string | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value ?? '';
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
