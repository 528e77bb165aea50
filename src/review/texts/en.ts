import type { Finding, Kind, Operation } from '../../contract/index.ts';
import type { Drift, Hold, Stop, Verdict } from '../../engine/change.ts';
import type { Rules } from '../../engine/rules.ts';
import { formatsOf } from './formats.ts';

/** Every sentence of the review, so that another language is one more object of this shape. */
export type Texts = typeof english;

const { number, percent, date, count, duration } = formatsOf('en-GB');

const kindNouns: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  employees: ['person', 'people'],
  teams: ['team', 'teams'],
  memberships: ['membership', 'memberships'],
  absences: ['absence', 'absences'],
  attendances: ['attendance', 'attendances'],
  documents: ['document', 'documents'],
};

const peopleWords: Readonly<Record<Operation, string>> = {
  create: 'join',
  update: 'change',
  leave: 'leave',
  return: 'come back',
  delete: 'delete',
};
const recordWords: Readonly<Record<Operation, string>> = {
  ...peopleWords,
  create: 'add',
  leave: 'switch off',
  return: 'switch on',
};

/** Plain words for someone in an HR office who knows neither git nor this tool. */
export const english = {
  language: 'en' as Rules['language'],
  number,
  percent,
  date,

  kind: (kind: Kind, amount: number): string => count(amount, ...kindNouns[kind]),
  noun: (kind: Kind): string => kindNouns[kind][0],

  verdict: {
    ready: 'Ready to apply',
    stopped: 'Stopped by a limit',
    refused: 'Refused',
    nothing: 'Nothing to do',
  } satisfies Record<Verdict, string>,
  verdictShort: {
    ready: 'ready',
    stopped: 'stopped',
    refused: 'refused',
    nothing: 'nothing to do',
  } satisfies Record<Verdict, string>,
  headline: {
    line: (verdict: string, parts: readonly string[]): string =>
      parts.length === 0 ? `${verdict}.` : `${verdict}: ${parts.join(', ')}.`,
    join: (amount: number): string => `${number(amount)} ${amount === 1 ? 'joins' : 'join'}`,
    leave: (amount: number): string => `${number(amount)} ${amount === 1 ? 'leaves' : 'leave'}`,
    move: (amount: number): string => `${number(amount)} ${amount === 1 ? 'moves' : 'move'}`,
    change: (amount: number): string => `${number(amount)} ${amount === 1 ? 'changes' : 'change'}`,
    held: (amount: number): string => `${number(amount)} held back`,
    waiting: (amount: number): string => `${number(amount)} waiting`,
    lasting: (amount: number): string => `${number(amount)} of them cannot be undone`,
    calm: 'nothing alarming',
    nothingWritten: 'nothing is written to any system',
    nothingThere: 'nothing is written there',
  },
  column: {
    system: 'System',
    join: 'Join',
    move: 'Move',
    change: 'Change',
    leave: 'Leave',
    held: 'Held',
    state: 'State',
  },
  section: {
    irreversible: 'Cannot be undone',
    leave: 'Leave',
    manager: 'Get another manager',
    join: 'Join',
    return: 'Come back',
    move: 'Move',
    change: 'Other changes',
    removed: 'Removed',
    columns: 'Columns that change for many',
    stops: 'Limits that stop this plan',
    releases: 'Released on purpose',
    effects: 'What this sets off',
    holds: 'Held back',
    drift: 'Moved in the system, not in the files',
    findings: 'To look at',
    record: 'Record',
    what: 'What',
    changes: 'What changes',
    cause: 'Why',
    why: 'State',
    next: 'What to do',
  },
  operation: (op: Operation, kind: Kind): string => (kind === 'employees' ? peopleWords : recordWords)[op],
  operationMove: 'move',
  operationDone: {
    create: 'created',
    update: 'changed',
    leave: 'deactivated',
    return: 'reactivated',
    delete: 'deleted',
  } satisfies Record<Operation, string>,

  value: { unknown: 'unknown', none: 'none', empty: 'empty', yes: 'yes', no: 'no', hidden: '•••' },
  asManager: (team: string): string => `${team} as manager`,
  conflict: 'also changed in the system; the files win',
  byDefault: 'by default',

  cause: {
    commits: (where: string | undefined, commits: string): string =>
      where ? `${where}, ${commits}` : `row removed, ${commits}`,
    commit: (commits: readonly string[], more: number): string =>
      `${commits.length === 1 ? 'commit' : 'commits'} ${commits.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`,
    unknownCommit: 'an earlier commit',
    config: (commits: string): string => `rollcall.yaml changed, ${commits}`,
    date: (date: string, where: string | undefined): string => `${date} has come${where ? ` (${where})` : ''}`,
    drift: 'changed in the system by hand; the files still say so',
    firstSync: (where: string | undefined): string => `first sync${where ? `, ${where}` : ''}`,
    notOurs: 'in the system but not in the files, and this system takes the whole organisation',
  },
  step: (step: 1 | 2): string => `step ${step} of 2`,

  /** `limit` without the kind in front of it; undefined where the engine's own sentence says it best. */
  stop: (limit: string, field: string, kind: Kind, { permitted, planned, ours }: Stop): string | undefined => {
    const of = `${number(planned)} of ${count(ours, ...kindNouns[kind])}`;
    const may = `at most ${number(permitted)} may.`;
    if (limit === 'leave') return `${of} would leave; ${may}`;
    if (limit === 'create') return `${count(planned, ...kindNouns[kind])} would be created; ${may}`;
    if (limit === 'update') return `${of} would change; ${may}`;
    if (limit === 'delete') return `${count(planned, ...kindNouns[kind])} would be erased for good; ${may}`;
    if (limit === 'column') return `“${field}” would change for ${of}; ${may}`;
    if (limit === 'emptied')
      return `“${field}” would become empty for ${count(planned, ...kindNouns[kind])}, everyone who has it.`;
    if (limit === 'last') return 'Nobody would be left.';
    return undefined;
  },
  release: 'Check first that the export is complete. If all of it is meant, release it:',
  released: (limit: string, amount: number, by: string): string => `${limit}: ${number(amount)}, released by ${by}`,

  hold: {
    held: 'needs someone',
    waiting: 'waiting, nobody needs to act',
    skipped: 'left alone on purpose',
    pending: 'comes with the next scheduled run',
  } satisfies Record<Hold['why'], string>,
  drift: {
    gone: 'is not there any more',
    inactive: 'was switched off by hand',
    active: 'was switched on by hand',
    fields: 'has other values',
  } satisfies Record<Drift['type'], string>,
  who: {
    data: 'the owner of the HR files',
    admin: 'an administrator of the HR system',
    config: 'the holder of keys and settings',
    vendor: 'the vendor of the HR system',
    us: 'the makers of rollcall',
  } satisfies Record<Finding['who'], string>,
  fixedBy: (who: string): string => `For ${who}.`,
  /** `person 1051: needs someone` */
  about: (record: string, text: string): string => `${record}: ${text}`,

  columnChange: (field: string, records: number, share: string): string =>
    `${field} changes for ${number(records)} (${share})`,
  effect: (amount: number, text: string): string => `${number(amount)} × ${text}`,
  irreversible: 'cannot be undone',
  unchanged: (amount: number): string => `${count(amount, 'record', 'records')} unchanged`,
  unmanaged: (amount: number): string =>
    count(
      amount,
      'record is in the system only and stays untouched',
      'records are in the system only and stay untouched',
    ),
  effort: (calls: number, seconds: number): string =>
    `about ${count(calls, 'call', 'calls')}, ${duration(seconds, { less: 'under a minute', minutes: ['minute', 'minutes'], hours: ['hour', 'hours'] })}`,
  more: (amount: number): string => `… and ${number(amount)} more`,
  moreFields: (amount: number): string => `and ${count(amount, 'more field', 'more fields')}`,
  cut: (amount: number): string =>
    `${count(amount, 'line was', 'lines were')} left out to keep this short, least risky first. The full report has everything.`,

  chart: {
    title: (field: string, system: string): string => `Who goes where (${field}, ${system})`,
    outside: 'outside the firm',
  },

  plan: {
    title: (digest: string, commit: string, date: string): string => `Plan ${digest} of commit ${commit}, ${date}`,
    uncommitted: 'Files differ from the commit: this plan can be read but not applied.',
    experimental: (why: string): string => `Experimental connector: ${why}`,
    search: 'Search',
    searchHint: 'Number, field, value or file',
    shown: (amount: string, all: string): string => `${amount} of ${all} changes shown`,
    showAll: 'Show all',
    everything: 'Everything',
    privacy: 'Values of personal fields are hidden (•••).',
    changesOf: (system: string, amount: number): string => `${count(amount, 'change', 'changes')} in ${system}`,
    legendJoin:
      'Join and come back count people who become active; move counts people whose team, manager or place changes.',
  },

  outcome: {
    done: 'done',
    accepted: 'accepted, confirmed by the next run',
    refused: 'refused',
    uncertain: 'no answer; the next run reads it back',
    held: 'held back',
  },
  accepted: (amount: number): string =>
    `${number(amount)} accepted: the system works on ${amount === 1 ? 'it' : 'them'}, the next run confirms.`,

  moved: {
    commit: (saved: string, fresh: string): string => `The plan was made for commit ${saved}; now it is ${fresh}.`,
    date: (saved: string, fresh: string): string => `The plan was made on ${saved}; today is ${fresh}.`,
    systemGone: (system: string): string => `${system}: is not planned any more.`,
    systemNew: (system: string): string => `${system}: was not in the plan.`,
    connector: (system: string, saved: string, fresh: string): string =>
      `${system}: was planned with ${saved}, now it is ${fresh}.`,
    verdict: (system: string, saved: string, fresh: string): string =>
      `${system}: was “${saved}”, now it is “${fresh}”.`,
    gone: (system: string, what: string): string => `${system}: ${what} is not needed any more.`,
    extra: (system: string, what: string): string => `${system}: ${what} was not in the plan.`,
    fields: (system: string, what: string, fields: string): string =>
      `${system}: ${what} now changes other fields (${fields}).`,
    cause: (system: string, what: string): string => `${system}: ${what} now has another cause.`,
    values: (system: string, what: string): string => `${system}: ${what} now has other values.`,
    order: (system: string): string => `${system}: the order of the changes is another one.`,
    digest: 'A value, a held record or a finding is another one than when the plan was made.',
  },

  status: {
    record: 'Record',
    system: 'System',
    state: 'State',
    since: 'Since',
    detail: 'Detail',
    none: 'Nobody is pending, waiting, failed or drifted.',
    applied: 'applied',
    pending: 'pending',
    waiting: 'waiting',
    failed: 'failed',
    drifted: 'drifted',
    never: 'never applied',
  },
};
