import { type ASTNode, EvaluationError } from '@marcbachmann/cel-js';
import type { Evaluation } from './expression.ts';
import { childrenOf, pathOf } from './expression-reads.ts';

/**
 * What an error during evaluation means: a field that is unknown, or a failure told without any value.
 * Names of fields are said, their contents never: an evaluator's own messages may quote what it read.
 */
export function explainFailure(error: unknown, environment: Readonly<Record<string, unknown>>): Evaluation {
  if (!(error instanceof EvaluationError)) throw error;
  const { node } = error;
  if (node === undefined) return { failed: sentences[error.code] ?? otherwise };
  const path = pathOf(node);
  if (error.code === 'unknown_variable' && path?.[0] !== undefined) return { unknown: [path[0]] };
  if (error.code === 'no_such_key' && path?.[0] !== undefined && environment[path[0]] !== undefined) {
    return explainPath(path, environment);
  }
  const empty = [...new Set(emptyFields(node, environment))];
  if (empty.length > 0) return { failed: `${empty.join(' and ')} is empty and cannot be ${purpose(node)}` };
  return { failed: sentences[error.code] ?? otherwise };
}

const otherwise = 'it cannot be computed for this record';

const sentences: Readonly<Record<string, string>> = {
  no_such_overload: 'it combines values of types that do not go together',
  no_matching_overload: 'it combines values of types that do not go together',
  invalid_logical_operand: 'a part that should be true or false is neither',
  invalid_condition_type: 'the condition before "?" is neither true nor false',
  division_by_zero: 'it divides by zero',
  modulo_by_zero: 'it divides by zero',
  int_conversion_error: 'a value cannot be read as a number',
  double_conversion_error: 'a value cannot be read as a number',
  uint_conversion_error: 'a value cannot be read as a number',
  numeric_overflow: 'a number grows too large',
  invalid_timestamp: 'a value cannot be read as a date',
  invalid_duration: 'a value cannot be read as a duration',
  invalid_regular_expression: 'the pattern is not a regular expression',
  index_out_of_bounds: 'a list or text is shorter than the position asked for',
  index_out_of_range: 'a list or text is shorter than the position asked for',
};

function explainPath(path: readonly string[], environment: Readonly<Record<string, unknown>>): Evaluation {
  let value: unknown = environment;
  let depth = 0;
  while (depth < path.length && isRecord(value)) value = value[path[depth++] ?? ''];
  const reached = path.slice(0, depth).join('.');
  return value === null
    ? { failed: `${reached} is empty, so ${path.join('.')} cannot be read` }
    : { unknown: [reached] };
}

function* emptyFields(node: ASTNode, environment: Readonly<Record<string, unknown>>): Generator<string> {
  for (const child of [node, ...childrenOf(node)]) {
    const path = pathOf(child);
    if (path !== undefined && valueAt(path, environment) === null) yield path.join('.');
  }
}

function valueAt(path: readonly string[], environment: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = environment;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function purpose(node: ASTNode): string {
  switch (node.op) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `compared with "${node.op}"`;
    case 'call':
      return `given to ${node.args[0]}()`;
    case 'rcall':
      return `used with ${node.args[0]}()`;
    case '!_':
    case '&&':
    case '||':
    case 'id':
      return 'taken as true or false';
    default:
      return `used with "${node.op}"`;
  }
}
