import { tmpdir } from 'node:os';
import type { Finding } from '../contract/index.ts';
import type { Plan } from '../engine/change.ts';
import type { SyncOptions } from '../sync.ts';
import type { EventRepository } from './event.ts';
import type { GitHub } from './github.ts';
import type { Inputs } from './inputs.ts';

/** What every task of the Action is given. */
export interface ActionRun {
  readonly inputs: Inputs;
  readonly github: GitHub;
  readonly repository: EventRepository;
  /** Directory, configuration, environment, clock and connectors for the flow. */
  readonly options: SyncOptions;
  /** Account that started the run. */
  readonly actor: string;
  /** Page of this run. */
  readonly url: string;
  /** Folder for files that later steps take up. */
  readonly folder: string;
}

/** How a task ended. */
export interface Ending {
  readonly exit: number;
  readonly verdict: Verdict;
}

export type Verdict = 'ready' | 'stopped' | 'refused' | 'nothing' | 'records' | 'applied' | 'partial' | 'superseded';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a reader finds this run. */
export function runUrl(environment: Environment): string {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = environment;
  return `${GITHUB_SERVER_URL ?? 'https://github.com'}/${GITHUB_REPOSITORY ?? ''}/actions/runs/${GITHUB_RUN_ID ?? ''}`;
}

export function runFolder(environment: Environment): string {
  return environment.RUNNER_TEMP || tmpdir();
}

/** What the comments of one pull request are signed for, so that none counts for another. */
export function subjectOf({ repository }: Pick<ActionRun, 'repository'>): (pull: number) => string {
  return (pull) => `${repository.name}#${pull}`;
}

/** Why systems were not written to at all, and why records are held: no receipt tells that. */
export function whyLeftOut({ systems }: Plan): readonly Finding[] {
  return systems.flatMap((system) => [
    ...(system.verdict === 'refused' ? system.findings.filter((finding) => finding.severity === 'error') : []),
    ...system.holds.flatMap((hold) => (hold.why === 'held' ? hold.findings : [])),
  ]);
}

/** Every finding of a plan: of the roster, of systems, and of records that are held. */
export function findingsOf({ findings, systems }: Plan): readonly Finding[] {
  return [
    ...findings,
    ...systems.flatMap((system) => [...system.findings, ...system.holds.flatMap((hold) => hold.findings)]),
  ];
}
