import type { Evaluation, Expression } from './expression.ts';

/** Different values that are remembered: statuses and departments are, addresses are too many. */
const rememberedValues = 1000;

/**
 * Evaluates an expression that reads one field once for each value of that field: many records say the same, or have no
 * such column at all, and CEL builds an error with a stack for each of those. What reads more is evaluated every time.
 */
export function remembering(reads: Expression['reads'], evaluate: Expression['evaluate']): Expression['evaluate'] {
  const [[name, ...inner] = [], ...others] = reads;
  if (name === undefined || inner.length > 0 || others.length > 0) return evaluate;
  const known = new Map<unknown, Evaluation>();
  return (environment) => {
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    const earlier = known.get(value);
    if (earlier) return earlier;
    const evaluated = evaluate(environment);
    // Lists and records are other objects each time.
    const isOne = typeof value !== 'object' || value === null;
    if (isOne && known.size < rememberedValues) known.set(value, evaluated);
    return evaluated;
  };
}
