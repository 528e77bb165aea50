import type { Finding, Operation } from '../../contract/index.ts';
import type { MappedRecord } from '../map/map.ts';
import type { MappedKind } from '../map/mapping.ts';
import type { Incomplete } from '../roster.ts';
import type { SystemState } from './state.ts';

type Reason = Pick<Finding, 'code' | 'severity' | 'who' | 'message' | 'next'> & Partial<Finding>;

function about(kind: MappedKind, key: string, state: SystemState, reason: Reason): Finding {
  return { scope: 'record', system: state.mapping.system.name, kind: kind.declaration.kind, key, ...reason };
}

/** It may only seem gone: its files could not be read completely, or lost a file or a column. */
export function notProven(incomplete: Incomplete, kind: MappedKind, key: string, state: SystemState): Finding {
  return about(kind, key, state, {
    code: 'roster-incomplete',
    severity: 'error',
    who: 'data',
    message: `It is not in the files any more, but ${incomplete.reason}; so it is not taken as gone.`,
    next: 'Make the files of the source complete again.',
    ...(incomplete.place && { place: incomplete.place }),
  });
}

/** Gone, and `missing: hold` says to leave it alone. */
export function missingHeld(kind: MappedKind, key: string, state: SystemState): Finding {
  return about(kind, key, state, {
    code: 'missing-held',
    severity: 'warning',
    who: 'data',
    message: 'It is not in the files any more, and "missing: hold" leaves it as it is.',
    next: 'Give the row back with the status "inactive" to make the person leave.',
  });
}

/** An earlier run tried to create it and got no answer, and there is no way to look. */
export function inDoubt(kind: MappedKind, key: string, state: SystemState): Finding {
  const { title } = state.mapping.connector;
  return about(kind, key, state, {
    code: 'create-in-doubt',
    severity: 'error',
    who: 'admin',
    message: `An earlier run tried to create it and got no answer, and ${title} cannot be asked whether it is there.`,
    next: `Look it up in ${title}; if it is not there, give the row another id, so that it is created.`,
  });
}

/** The system has no such operation. */
export function impossible(op: Operation, kind: MappedKind, key: string, state: SystemState): Finding {
  const { title } = state.mapping.connector;
  return about(kind, key, state, {
    code: 'operation-missing',
    severity: 'error',
    who: 'admin',
    message: `${title} cannot ${op} it through its interface.`,
    next: `Do it by hand in ${title}.`,
  });
}

/** The id changed in git, and the system cannot change the one it has. */
export function idFixed(kind: MappedKind, key: string, state: SystemState): Finding {
  const { title } = state.mapping.connector;
  return about(kind, key, state, {
    code: 'id-fixed',
    severity: 'error',
    who: 'admin',
    message: `The id changed, and ${title} cannot change the one it has through its interface.`,
    next: `Ask for the id to be changed in ${title}, or keep the old id in the file.`,
  });
}

/** The column that said that the person has left is gone. */
export function activityUnknown(kind: MappedKind, key: string, desired: MappedRecord, state: SystemState): Finding {
  return about(kind, key, state, {
    code: 'activity-unknown',
    severity: 'error',
    who: 'data',
    message: 'It had left, and the column that said so is gone from the files; so it is not taken as back.',
    next: 'Bring the column back into the file.',
    place: desired.place,
  });
}

/** Something that the system needs has been taken away from somebody who is there. */
export function emptied(finding: Finding): Finding {
  return finding.code === 'waiting-for-field'
    ? { ...finding, code: 'needed-field-emptied', severity: 'error' }
    : finding;
}
