import { Node, type Project, type SourceFile, SyntaxKind } from 'ts-morph';
import { type Floor, floorOf } from './floors.ts';

/** One import of one of our files: static, re-exported, dynamic or for its types alone. */
interface Import {
  readonly from: string;
  /** Path of our own file, or the name of a package. */
  readonly to: string;
  readonly isOurs: boolean;
  readonly line: number;
}

/**
 * Every place where a file reaches above its floor, into another connector, for a package it may not have, or for the
 * outer world; and every cycle. One sentence each, with the path that breaks. An import of types alone counts too:
 * a floor that knows the types of a higher one is built on it all the same.
 * @param root folder that paths are told from, ending in `/`
 */
export function findBreaks(project: Project, root: string): readonly string[] {
  const files = project
    .getSourceFiles()
    .map((file) => ({ file, path: file.getFilePath().slice(root.length) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const imports = files.flatMap(({ file, path }) => importsOf(file, path, root));
  return [
    ...files.filter(({ path }) => !floorOf(path)).map(({ path }) => `${path} stands on no floor`),
    ...imports.flatMap(floorBreaks),
    ...files.flatMap(({ file, path }) => reaches(file, path, floorOf(path))),
    ...cycles(imports),
  ];
}

function importsOf(file: SourceFile, from: string, root: string): readonly Import[] {
  return file.getImportStringLiterals().map((literal) => {
    const text = literal.getLiteralText();
    const isOurs = text.startsWith('.');
    const to = isOurs ? new URL(text, `file://${file.getFilePath()}`).pathname.slice(root.length) : text;
    return { from, to, isOurs, line: literal.getStartLineNumber() };
  });
}

function floorBreaks({ from, to, isOurs, line }: Import): readonly string[] {
  const floor = floorOf(from);
  if (!floor) return [];
  const place = `${from}:${line} → ${to}`;
  if (!isOurs) {
    return floor.packages && !floor.packages.test(to) ? [`${place}: ${floor.name} may not import this package`] : [];
  }
  const other = floorOf(to);
  if (!other || !floor.imports.includes(other.name)) {
    return [`${place}: ${floor.name} may import ${floor.imports.join(', ')}, not ${other?.name ?? 'this'}`];
  }
  const isForeign = floor.name === 'connector' && other.name === 'connector' && pluginOf(from) !== pluginOf(to);
  if (isForeign) return [`${place}: a connector may not import another one`];
  const isInside = floor.name === 'connector' && other.name === 'contract' && to !== 'src/contract/index.ts';
  return isInside ? [`${place}: a connector imports the contract by its index`] : [];
}

function pluginOf(path: string): string | undefined {
  return path.split('/')[1];
}

/** The outer world by name: what a pure floor must be given instead. */
const outer = new Set(['process', 'globalThis', 'fetch', 'WebSocket', 'console', 'performance', 'crypto', 'Temporal']);
const timers = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);

function reaches(file: SourceFile, path: string, floor: Floor | undefined): readonly string[] {
  if (floor === undefined) return [];
  return file.getDescendantsOfKind(SyntaxKind.Identifier).flatMap((identifier) => {
    const name = identifier.getText();
    const parent = identifier.getParent();
    const isMember = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === identifier;
    const isDeclared = !isMember && !isFree(identifier);
    if (isMember || isDeclared) return [];
    const place = `${path}:${identifier.getStartLineNumber()}`;
    if (floor.pure && (outer.has(name) || timers.has(name)))
      return [`${place}: ${floor.name} may not reach for ${name}`];
    const member = Node.isPropertyAccessExpression(parent) ? `${name}.${parent.getName()}` : '';
    if (floor.pure && (member === 'Math.random' || member === 'Date.now' || isClock(parent))) {
      return [`${place}: ${floor.name} may not read ${member || 'the clock'}`];
    }
    const isEnvironment = member === 'process.env';
    return isEnvironment && floor.name !== 'io' && floor.name !== 'face'
      ? [`${place}: ${floor.name} may not read process.env`]
      : [];
  });
}

/** `new Date()` without arguments. */
function isClock(node: Node | undefined): boolean {
  return Node.isNewExpression(node) && node.getExpression().getText() === 'Date' && node.getArguments().length === 0;
}

/** True for a name that stands for something outside of the file, not for a property, a type's member or a local. */
function isFree(identifier: Node): boolean {
  const parent = identifier.getParent();
  const isName =
    Node.isPropertyAssignment(parent) ||
    Node.isPropertySignature(parent) ||
    Node.isMethodSignature(parent) ||
    Node.isMethodDeclaration(parent) ||
    Node.isPropertyDeclaration(parent) ||
    Node.isParameterDeclaration(parent) ||
    Node.isBindingElement(parent) ||
    Node.isVariableDeclaration(parent);
  if (isName && parent.getNameNode() === identifier) return false;
  const locals = identifier
    .getSourceFile()
    .getLocals()
    .map((symbol) => symbol.getName());
  return !locals.includes(identifier.getText());
}

function cycles(imports: readonly Import[]): readonly string[] {
  const graph = new Map<string, string[]>();
  for (const { from, to, isOurs } of imports) if (isOurs) graph.set(from, [...(graph.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`cycle: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
