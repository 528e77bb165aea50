import type { Finding, Operation } from '../contract/index.ts';
import type { MappedKind } from './mapping.ts';
import type { Incomplete } from './roster.ts';
import type { SystemState } from './state.ts';

export function notProven(incomplete: Incomplete, kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'roster-incomplete',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `It is not in the files any more, but ${incomplete.reason}; so it is not taken as gone.`,
    next: 'Make the files of the source complete again.',
    ...(incomplete.place && { place: incomplete.place }),
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

export function missingHeld(kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'missing-held',
    severity: 'warning',
    scope: 'record',
    who: 'data',
    message: 'It is not in the files any more, and "missing: hold" leaves it as it is.',
    next: 'Give the row back with the status "inactive" to make the person leave.',
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

export function impossible(op: Operation, kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'operation-missing',
    severity: 'error',
    scope: 'record',
    who: 'admin',
    message: `${state.mapping.connector.title} cannot ${op} it through its interface.`,
    next: `Do it by hand in ${state.mapping.connector.title}.`,
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

export function idFixed(kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'id-fixed',
    severity: 'error',
    scope: 'record',
    who: 'admin',
    message: `The id changed, and ${state.mapping.connector.title} cannot change the one it has through its interface.`,
    next: `Ask for the id to be changed in ${state.mapping.connector.title}, or keep the old id in the file.`,
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}
