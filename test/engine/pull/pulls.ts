import type { Connector, Kind, KindDeclaration, LiveRecord } from '../../../src/contract/index.ts';
import { checkRoster } from '../../../src/engine/check/check.ts';
import { mapRoster } from '../../../src/engine/map/map.ts';
import { createMapping } from '../../../src/engine/map/mapping.ts';
import { type Base, noBase } from '../../../src/engine/plan/base.ts';
import { matchLive } from '../../../src/engine/plan/match.ts';
import type { SystemState } from '../../../src/engine/plan/state.ts';
import { type Pull, planPull } from '../../../src/engine/pull/pull.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { editFiles, openFiles } from '../../../src/io/pull/edit-files.ts';
import { readPullFiles } from '../../../src/io/pull/read-files.ts';
import { treeOf } from '../check/rosters.ts';
import { makeBase, makeConnector, makeState, today } from '../worlds.ts';

export interface PullCase {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly live: readonly LiveRecord[];
  /** Keys of the source `hr`, indented by four; its people stand in `people.csv` unless it names files itself. */
  readonly source?: string;
  /** Top-level keys of rollcall.yaml beside `sources:` and `systems:`. */
  readonly config?: string;
  /** Keys of the system, indented by four. */
  readonly system?: string;
  readonly kinds?: readonly KindDeclaration[];
  /** What the files said when they were last applied. Absent: nothing ever was. */
  readonly applied?: Readonly<Record<string, string | Uint8Array>>;
  /** Kinds whose strangers are taken over. */
  readonly adopt?: readonly Kind[];
  readonly remove?: boolean;
}

export interface PullOutcome {
  readonly pull: Pull;
  readonly state: SystemState;
  /** The files as they are afterwards. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Those that changed, as texts. */
  readonly written: Readonly<Record<string, string>>;
}

/** Pulls a model of a system into files in memory, with the real rules, reader and editor. */
export async function pullCase(input: PullCase): Promise<PullOutcome> {
  const connector: Connector = makeConnector(input.kinds);
  const stated = input.source ?? '';
  const people = /^ {4}(employees|preset|absences):/m.test(stated) ? '' : '    employees: people.csv\n';
  const rules = parseRules(
    `version: 1\nsources:\n  hr:\n${people}${stated}\n${input.config ?? ''}\n` +
      `systems:\n  model-nl:\n    connector: model\n${input.system ?? ''}\n`,
  );
  const [system] = rules.systems;
  if (!system) throw new Error('no system');
  const mapping = createMapping(connector, system, rules.fields);
  const read = async (files: PullCase['files']) => {
    const tables = await readPullFiles(treeOf(files), rules, mapping, () => true);
    const roster = checkRoster(tables, rules, { today });
    return { tables, roster, desired: mapRoster(roster, mapping, today) };
  };
  const { tables, roster, desired } = await read(input.files);
  const base: Base = input.applied ? makeBase((await read(input.applied)).desired) : noBase;
  const matched = matchLive({ mapping, desired, base, live: input.live, remote: {} });
  const state = makeState({
    mapping,
    desired,
    base,
    live: { records: matched.records, asked: new Set() },
    matched: matched.live,
    notOurs: matched.notOurs,
  });
  const opened = openFiles(
    tables.filter(({ table }) => table.file !== rules.teams?.ids),
    tables,
    rules,
  );
  const sheets = [...opened.keys()];
  const pull = planPull({
    ...{ state, roster, sheets },
    fields: rules.fields,
    teams: rules.teams,
    remove: input.remove ?? false,
    newcomers: (kind) => {
      const sheet = sheets.find((one) => one.sheet.kind === kind);
      if (!sheet) return 'no-file';
      return input.adopt?.includes(kind) ? sheet : 'not-asked';
    },
  });
  const edited = editFiles(opened, tables, pull, rules);
  const bytes = Object.fromEntries(edited.map((one) => [one.file, one.bytes]));
  return {
    pull,
    state,
    files: { ...input.files, ...bytes },
    written: Object.fromEntries(edited.map((one) => [one.file, new TextDecoder().decode(one.bytes)])),
  };
}
