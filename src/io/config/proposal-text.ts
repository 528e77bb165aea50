import { Document, isMap, type Node, type Pair, type Scalar } from 'yaml';
import type { Proposal, ProposedSource } from '../../engine/propose/proposal.ts';
import { type ExampleConnector, exampleSystems } from './example-systems.ts';

/**
 * Writes a proposal as a commented rollcall.yaml that `readRules` accepts.
 * @param timezone that of the machine
 * @param connectors data sheets of the systems whose own files are there, for the commented examples
 */
export function writeProposal(
  proposal: Proposal,
  timezone: string,
  connectors: readonly ExampleConnector[] = [],
): string {
  const sources = Object.fromEntries(proposal.sources.map((source) => [source.name, sourceConfig(source)]));
  const document = new Document({ version: 1, timezone, sources, ...(proposal.teams && { teams: proposal.teams }) });
  document.commentBefore = ` Proposed by "rollcall init" from the files that are there. Read it once, then run "rollcall check".`;
  comment(document, ['timezone'], 'Decides which day it is.');
  comment(document, ['sources'], 'Where the records come from: a source is what one HR system exports.', true);
  comment(
    document,
    ['teams'],
    'Teams and memberships are made from a column; the file gives each team a stable id.',
    true,
  );
  for (const source of proposal.sources) {
    const remarks = [...source.notes.map(capital), ...unusedRemark(source)];
    if (remarks.length > 0) comment(document, ['sources', source.name], remarks.join('\n'));
  }
  return `${document.toString({ lineWidth: 0, singleQuote: true })}\n${exampleSystems(proposal, connectors)}`;
}

function sourceConfig(source: ProposedSource): object {
  const { preset, dir, files, key, columns, values, dates, encoding, delimiter } = source;
  const paths = Object.entries(files).map(([kind, list]) => [kind, list.length === 1 ? list[0] : list] as const);
  const stated = { preset, dir, ...Object.fromEntries(paths), encoding, delimiter, key, columns, values, dates };
  const isSaid = (value: unknown) =>
    value !== undefined && !(typeof value === 'object' && Object.keys(value ?? {}).length === 0);
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => isSaid(value)));
}

function unusedRemark({ unused }: ProposedSource): readonly string[] {
  if (unused.length === 0) return [];
  const names = unused.map((header) => `"${header.replaceAll(/\s+/g, ' ')}"`).join(', ');
  return [`Not used: ${names}. To use one, name its field under "columns" and declare it under "fields".`];
}

function comment(document: Document, path: readonly string[], text: string, spaceBefore = false): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1));
  const pair = isMap(parent) ? parent.items.find((item) => nameOf(item) === path.at(-1)) : undefined;
  const key = pair?.key as Scalar | undefined;
  if (key === undefined) return;
  key.commentBefore = text.replaceAll(/^/gm, ' ');
  key.spaceBefore = spaceBefore;
}

function nameOf(pair: Pair<unknown, Node | unknown>): string {
  return String((pair.key as Scalar).value);
}

function capital(note: string): string {
  return `${note.charAt(0).toUpperCase()}${note.slice(1)}.`;
}
