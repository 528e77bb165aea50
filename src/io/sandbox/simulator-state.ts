import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { RollcallError, type Value } from '../../contract/index.ts';

/** Keeps a state in a file. */
export interface StateKeeper {
  /** The state moved: saved at once, or within a moment when changes come fast. */
  changed(): void;
  /** Saves now what is not saved yet. */
  save(): void;
}

/** At most one save in this time while changes come fast: a large state takes a while to write. */
const restMs = 200;

/** Saves whole files only: a reader, or a start after a crash, never meets half a state. */
export function keepState(state: () => Value, file: string | undefined): StateKeeper {
  let isDirty = false;
  let savedMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!isDirty || file === undefined) return;
    isDirty = false;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.next`, JSON.stringify(state()), { mode: 0o600 });
    renameSync(`${file}.next`, file);
    savedMs = Date.now();
  }

  return {
    changed() {
      isDirty = true;
      if (timer) return;
      const waitMs = savedMs + restMs - Date.now();
      if (waitMs <= 0) save();
      else timer = setTimeout(save, waitMs).unref();
    },
    save,
  };
}

/**
 * A saved state; undefined when there is none yet.
 * @throws RollcallError `FILE_UNREADABLE` when the file is there and cannot be understood.
 */
export function readState(file: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new RollcallError('FILE_UNREADABLE', `the simulator's state in ${file} cannot be read`, {
      next: 'Start the simulators anew with "rollcall sandbox --reset".',
    });
  }
}
