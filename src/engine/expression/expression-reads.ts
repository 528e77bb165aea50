import type { ASTNode } from '@marcbachmann/cel-js';
import { suggestion } from './nearest.ts';
import { isRecordVariable } from './variables.ts';

/** A part of an expression that is refused before it is ever evaluated; offsets count characters of the source. */
export interface Refusal {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly next: string;
}

const typeNames = new Set(['string', 'int', 'double', 'bool', 'list', 'map', 'null_type']);
const comprehensions = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/**
 * Walks a parsed expression: which paths it reads, in order of appearance and each once, and what is refused.
 * Refused are unknown names (with the nearest one), fields of something that is no record, a bare record used as a
 * value, `has()` (unknown is not empty) and patterns that are no regular expression.
 */
export function findReads(
  root: ASTNode,
  variables: readonly string[],
): { readonly reads: readonly (readonly string[])[]; readonly refusals: readonly Refusal[] } {
  const reads = new Map<string, readonly string[]>();
  const refusals: Refusal[] = [];
  const fields = variables.filter((name) => name !== 'today' && name !== 'source');
  const isRecord = (name: string | undefined) => name !== undefined && isRecordVariable(name, variables);
  const refuse = (node: ASTNode, message: string, next: string) =>
    refusals.push({ start: node.start, end: node.end, message, next });

  function visitPath(node: ASTNode, path: readonly string[], asNullTest: boolean): void {
    for (const [index, name] of path.entries()) {
      const known = index === 0 ? variables : fields;
      if (!known.includes(name)) {
        refuse(node, `"${path.slice(0, index + 1).join('.')}" is not known${suggestion(name, known)}`, unknownNext);
        return;
      }
      if (index < path.length - 1 && !isRecord(name)) {
        refuse(node, `"${name}" is a value and has no fields of its own`, 'Read the value itself.');
        return;
      }
    }
    if (isRecord(path.at(-1)) && !asNullTest) {
      refuse(
        node,
        `"${path.join('.')}" is a whole record, not a value`,
        'Name one of its fields or compare it with null.',
      );
    }
    reads.set(path.join('.'), path);
  }

  function visit(node: ASTNode, local: ReadonlySet<string>, asNullTest = false): void {
    const path = pathOf(node);
    if (path !== undefined && !local.has(path[0] ?? '')) {
      if (!(node.op === 'id' && typeNames.has(node.args) && !variables.includes(node.args))) {
        visitPath(node, path, asNullTest);
      }
      return;
    }
    if (node.op === 'call' && node.args[0] === 'has') {
      refuse(node, 'has() cannot tell unknown from empty', 'Compare with null: "phone != null".');
      return;
    }
    if ((node.op === '==' || node.op === '!=') && node.args.some((side) => side.op === 'value' && side.args === null)) {
      for (const side of node.args) visit(side, local, true);
      return;
    }
    if (node.op === 'rcall') {
      visitMethod(node.args, local);
      return;
    }
    for (const child of childrenOf(node)) visit(child, local);
  }

  function visitMethod([name, receiver, args]: [string, ASTNode, ASTNode[]], local: ReadonlySet<string>): void {
    const [first, ...rest] = args;
    if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && first?.op === 'id') {
      const [value, body] = rest;
      if (value) visit(value, local);
      if (body) visit(body, new Set([...local, first.args]));
      return;
    }
    visit(receiver, local);
    if (comprehensions.has(name) && first?.op === 'id') {
      for (const one of rest) visit(one, new Set([...local, first.args]));
      return;
    }
    if (name === 'matches' && first?.op === 'value' && typeof first.args === 'string' && !isPattern(first.args)) {
      refuse(first, 'this is not a regular expression', 'Correct the pattern.');
    }
    for (const one of args) visit(one, local);
  }

  visit(root, new Set());
  return { reads: [...reads.values()], refusals };
}

const unknownNext = 'Correct the name, declare the column under "fields:", or put text in quotes.';

/** `manager.email` and `manager["email"]` as `['manager', 'email']`; undefined for anything but a chain of names. */
export function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') {
    const base = pathOf(node.args[0]);
    return base && [...base, node.args[1]];
  }
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    const base = pathOf(node.args[0]);
    return base && [...base, node.args[1].args];
  }
  return undefined;
}

/** The operands of a node, in order of appearance. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
