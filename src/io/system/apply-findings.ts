import { type Finding, RollcallError } from '../../contract/index.ts';
import type { Change } from '../../engine/change.ts';
import type { System } from './system.ts';

/** What a thrown error means for one system. What is not a refusal of ours is the connector's fault, told without its words. */
export function asFinding(error: unknown, system: Pick<System, 'rules' | 'connector'>): Finding {
  const isOurs = error instanceof RollcallError;
  return {
    code: isOurs ? error.code.toLowerCase().replaceAll('_', '-') : 'connector-failed',
    severity: 'error',
    scope: 'system',
    who: isOurs ? (error.findings[0]?.who ?? 'admin') : 'us',
    message: isOurs
      ? error.message
      : `The connector ${system.connector.id} failed (${error instanceof Error ? error.name : typeof error}).`,
    next: isOurs ? error.next : 'Report this to the author of the connector.',
    system: system.rules.name,
  };
}

export function dependsOn(blocker: string, change: Change, system: System): Finding {
  return {
    code: 'depends-on-failed',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `It waits for ${blocker.startsWith('employees/') ? 'another person' : 'another record'}, which was not done.`,
    next: 'See what is said there; the next run takes it up.',
    system: system.rules.name,
    kind: change.kind,
    key: change.key,
  };
}

/** Nothing is written to a system whose test did not end well in this run. */
export function testNotGreen({ rules }: Pick<System, 'rules'>): Finding {
  return {
    code: 'test-not-green',
    severity: 'error',
    scope: 'system',
    who: 'config',
    message: `It comes after ${rules.after}, which was not written without a failure in this run.`,
    next: `See what is said of ${rules.after}; once that is green, a run of both takes this up.`,
    system: rules.name,
  };
}

export function lockLost(system: System): Finding {
  return {
    code: 'lock-lost',
    severity: 'error',
    scope: 'system',
    who: 'config',
    message: 'Another run took the lock while this one was writing, so this one stopped.',
    next: 'Let the other run end; it takes up what is left.',
    system: system.rules.name,
  };
}

export function noAnswer(change: Change, system: System): Finding {
  return {
    code: 'no-outcome',
    severity: 'error',
    scope: 'record',
    who: 'vendor',
    message: `${system.connector.title} did not say what became of it.`,
    next: 'The next run reads it back and decides.',
    system: system.rules.name,
    kind: change.kind,
    key: change.key,
  };
}
