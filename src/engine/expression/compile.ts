import {
  type ASTNode,
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  TypeError as TypeMismatch,
} from '@marcbachmann/cel-js';
import { type Finding, type Place, RollcallError, type Value } from '../../contract/index.ts';
import type { Evaluation, Expression } from './expression.ts';
import { explainFailure } from './expression-failure.ts';
import { findReads, type Refusal } from './expression-reads.ts';
import { remembering } from './remember.ts';

export interface CompileOptions {
  /** Names the expression may use, as `variablesOf` gives them. */
  readonly variables: readonly string[];
  /** Where the first character of the expression stands. */
  readonly place?: Place;
  /** `truth`: anything but true or false is a failure. Default: any value. */
  readonly gives?: 'truth';
}

/**
 * Parses a CEL expression once; `evaluate` is then fast and never throws for what a record holds.
 * Dates are texts yyyy-MM-dd and compare as such. Beyond CEL's own functions there are `text.replace(from, to)`
 * and `addDays(date, days)`.
 * @throws RollcallError `EXPRESSION_INVALID`, its findings naming each place, for a syntax error, an unknown name,
 * types that can never go together, and what `findReads` refuses.
 */
export function compileExpression(source: string, options: CompileOptions): Expression {
  const { variables, place, gives } = options;
  const parsed = parse(source, place);
  const { reads, refusals } = findReads(parsed.ast, variables);
  if (refusals.length > 0) throw invalid(refusals, source, place);
  const checked = parsed.check();
  if (!checked.valid) throw invalid([typeRefusal(checked.error, parsed.ast)], source, place);
  if (gives === 'truth' && checked.type !== 'bool' && checked.type !== 'dyn') {
    throw invalid(
      [{ ...whole(parsed.ast), message: 'it must be true or false', next: 'Compare with something.' }],
      source,
      place,
    );
  }
  const compute: Expression['evaluate'] = (environment) => {
    try {
      return judge(parsed(environment), gives);
    } catch (error) {
      return explainFailure(error, environment);
    }
  };
  const look: Expression['evaluate'] = (environment) => {
    const value = Object.hasOwn(environment, source) ? environment[source] : undefined;
    return value === undefined ? { unknown: [source] } : judge(value, gives);
  };
  // Most mappings are one name, and need no CEL.
  const evaluate = variables.includes(source) ? look : remembering(reads, compute);
  return { source, ...(place && { place }), reads, evaluate };
}

/** One environment for all: it holds functions only, variables come with each evaluation. */
const language = makeLanguage();

function makeLanguage(): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  environment.registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
    text.replaceAll(from, to),
  );
  environment.registerFunction('addDays(string, int): string', addDays);
  const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
    '+': (left, right) => left + right,
    '-': (left, right) => left - right,
    '*': (left, right) => left * right,
    '/': (left, right) => left / right,
  };
  // Numbers of the roster are doubles in CEL, which would not multiply with a plain `2`.
  for (const [operator, compute] of Object.entries(arithmetic)) {
    environment.registerOperator(`double ${operator} int`, (left: number, right: bigint) =>
      compute(left, Number(right)),
    );
    environment.registerOperator(`int ${operator} double`, (left: bigint, right: number) =>
      compute(Number(left), right),
    );
  }
  return environment;
}

function addDays(date: string, days: bigint): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const moved = new Date(time + Number(days) * 86_400_000);
  if (Number.isNaN(moved.getTime())) throw new EvaluationError({ code: 'invalid_timestamp', message: 'not a date' });
  return moved.toISOString().slice(0, 10);
}

function parse(source: string, place: Place | undefined): ParseResult {
  try {
    return language.parse(source);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw invalid([parseRefusal(error, source)], source, place, error);
  }
}

function parseRefusal(error: ParseError, source: string): Refusal {
  const start = Math.min(error.range?.start ?? 0, source.length);
  const end = error.range?.end ?? start;
  const rest = source.slice(start);
  const word = /^(and|or|not)\b/.exec(source.slice(Math.max(0, source.lastIndexOf(' ', start) + 1)))?.[1];
  const symbol = { and: '&&', or: '||', not: '!' }[word ?? ''];
  if (symbol !== undefined) {
    return { start, end, message: `"${word}" is not a word of expressions`, next: `Write "${symbol}" for "${word}".` };
  }
  if (rest.startsWith('=')) {
    return { start, end, message: 'a single "=" compares nothing', next: 'Write "==" to compare.' };
  }
  const found = rest === '' ? 'it ends too early' : `it cannot be read from ${JSON.stringify(rest.slice(0, 12))} on`;
  const quote = error.code === 'unterminated_string' ? 'a text is not closed' : found;
  return { start, end, message: quote, next: 'Correct the expression; CEL is its language.' };
}

function typeRefusal(error: unknown, ast: ASTNode): Refusal {
  const range = (error instanceof TypeMismatch || error instanceof ParseError ? error.range : undefined) ?? ast.range;
  const summary = error instanceof TypeMismatch || error instanceof ParseError ? error.summary : 'it makes no sense';
  return { start: range.start, end: range.end, message: summary, next: 'Correct the expression; CEL is its language.' };
}

function whole(ast: ASTNode): { readonly start: number; readonly end: number } {
  return { start: ast.start, end: ast.end };
}

function invalid(
  refusals: readonly Refusal[],
  source: string,
  place: Place | undefined,
  cause?: unknown,
): RollcallError {
  const findings = refusals.map(
    ({ start, message, next }): Finding => ({
      code: 'expression-invalid',
      severity: 'error',
      scope: 'roster',
      message: `The expression is refused: ${message}.`,
      next,
      who: 'config',
      ...(place && { place: shift(place, source.slice(0, start)) }),
    }),
  );
  const text = findings.map((one) => (one.place ? `${placeName(one.place)}: ${one.message}` : one.message));
  return new RollcallError('EXPRESSION_INVALID', text.join('\n'), { findings, cause });
}

function placeName(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

function shift(place: Place, before: string): Place {
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { ...place, column: place.column + last.length }
    : { ...place, line: place.line + lines.length - 1, column: last.length + 1 };
}

function judge(result: unknown, gives: CompileOptions['gives']): Evaluation {
  if (gives === 'truth' && typeof result !== 'boolean') return { failed: 'it gives neither true nor false' };
  const value = plain(result);
  return value === undefined ? { failed: 'it gives something a field cannot hold' } : { value };
}

/** A plain value without bigints, or undefined for what a field cannot hold (times, bytes, infinite numbers). */
function plain(result: unknown): Value | undefined {
  if (result === null || typeof result === 'boolean' || typeof result === 'string') return result;
  if (typeof result === 'number') return Number.isFinite(result) ? result : undefined;
  if (typeof result === 'bigint') return Number.isSafeInteger(Number(result)) ? Number(result) : undefined;
  if (Array.isArray(result)) return plainList(result);
  if (typeof result !== 'object') return undefined;
  const entries = result instanceof Map ? [...result] : isPlainObject(result) ? Object.entries(result) : undefined;
  if (entries === undefined) return undefined;
  const values = plainList(entries.map(([, value]) => value));
  return values && Object.fromEntries(entries.map(([name], index) => [String(name), values[index] ?? null]));
}

function plainList(items: readonly unknown[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const item of items) {
    const value = plain(item);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
