import type { Operation } from '../contract/index.ts';
import type { Verdict } from '../engine/change.ts';
import type { Paint } from './paint.ts';

/** The sign before the headline and each system. */
export function verdictMark(verdict: Verdict, paint: Paint): string {
  const marks: Readonly<Record<Verdict, string>> = { ready: '✓', nothing: '✓', stopped: '■', refused: '✗' };
  return verdictPaint(verdict, paint)(marks[verdict]);
}

/** The colour of a verdict. */
export function verdictPaint(verdict: Verdict, paint: Paint): (text: string) => string {
  return { ready: paint.green, nothing: paint.green, stopped: paint.red, refused: paint.red }[verdict];
}

/** The sign before a change. */
export function operationMark(op: Operation, paint: Paint): string {
  switch (op) {
    case 'create':
      return paint.green('+');
    case 'update':
      return paint.cyan('~');
    case 'leave':
      return paint.red('−');
    case 'return':
      return paint.green('↺');
    case 'delete':
      return paint.red('✗');
  }
}
