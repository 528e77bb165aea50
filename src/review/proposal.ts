import type { Proposal, ProposedSource } from '../engine/propose/proposal.ts';
import { plainLine } from './escape.ts';
import { painter } from './paint.ts';

/** What `init` recognised and what it did not, for a terminal. Shows names of files and columns, never a value. */
export function describeProposal(proposal: Proposal, options: { readonly color: boolean }): string {
  const paint = painter(options.color);
  const recognised = proposal.sources.flatMap((source) => [
    `${paint.green('✓')} ${paint.bold(source.name)}  ${plainLine(filesOf(source).join(', '))}`,
    `    ${columnsOf(source)}`,
    ...source.notes.map((note) => `    ${paint.yellow('!')} ${plainLine(note)}`),
  ]);
  const teams = proposal.teams
    ? [
        `${paint.green('✓')} ${paint.bold('teams')}  from the column ${proposal.teams.from}, ids in ${plainLine(proposal.teams.ids)}`,
      ]
    : [];
  const leftOut = proposal.leftOut.map(
    ({ file, reason }) => `${paint.dim('–')} ${plainLine(file)}: ${plainLine(reason)}`,
  );
  return [...recognised, ...teams, ...leftOut].join('\n');
}

function filesOf(source: ProposedSource): readonly string[] {
  if (source.dir !== undefined) return [`${source.dir}/ (the files of ${source.preset}, as they are)`];
  const files = Object.entries(source.files).flatMap(([kind, of]) =>
    of.length > 3 ? [`${of.length} files of ${kind}`] : of,
  );
  return source.preset === undefined ? files : [`${files.join(', ')} (as ${source.preset} writes it)`];
}

function columnsOf(source: ProposedSource): string {
  const key = source.key === undefined ? '' : `, key "${source.key}"`;
  const dates = source.dates === undefined ? '' : `, dates ${source.dates}`;
  const unused =
    source.unused.length === 0 ? '' : `, not used: ${source.unused.map((header) => `"${header}"`).join(', ')}`;
  const count = `${source.recognised} ${source.recognised === 1 ? 'column' : 'columns'} recognised`;
  return plainLine(`${count}${key}${dates}${unused}`);
}
