import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import { type Finding, type Place, RollcallError } from '../../contract/index.ts';

export type Path = readonly (string | number)[];

/** rollcall.yaml as plain data, with a way from each part of it back to its place. */
export interface ConfigDocument {
  readonly file: string;
  readonly data: unknown;
  /** Where the value at a path stands; where that is not there, its nearest parent. */
  placeOf(path: Path): Place;
  /** Where a key stands. */
  placeOfKey(path: Path): Place;
  /** A scalar as written, without quotes: `0042` where the data holds 42. Undefined for anything else. */
  sourceOf(path: Path): string | undefined;
  /** The place of a text's first character; `exact` when each character of the text stands for itself on one line. */
  textPlace(path: Path): { readonly place: Place; readonly exact: boolean };
  /** Every text with its path, for rules that hold everywhere. */
  readonly texts: readonly { readonly path: Path; readonly text: string }[];
}

/**
 * Parses YAML 1.2 with anchors and merge keys. Keys are always text, exactly as written.
 * @throws RollcallError `CONFIG_INVALID` with every syntax error and doubled key.
 */
export function parseConfigDocument(text: string, file: string): ConfigDocument {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true, logLevel: 'silent', version: '1.2' });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const troubles = worthTelling([...document.errors, ...document.warnings]).map((error) =>
    configFinding(sentence(error.message), placeAt(error.pos[0]), nextByCode[error.code] ?? 'Correct the YAML there.'),
  );
  if (troubles.length > 0) throw refuseConfig(troubles);
  keepTexts(document);
  const data = toData(document, placeAt(0));
  const lookUp = (path: Path) => findNode(document, path);
  return {
    file,
    data,
    placeOf: (path) => placeAt(lookUp(path).value?.range?.[0] ?? 0),
    placeOfKey: (path) => {
      const { key, value } = lookUp(path);
      return placeAt(key?.range?.[0] ?? value?.range?.[0] ?? 0);
    },
    sourceOf: (path) => {
      const { value, found } = lookUp(path);
      return found && isScalar(value) ? (value.source ?? String(value.value)) : undefined;
    },
    textPlace: (path) => {
      const { value } = lookUp(path);
      const [start, end] = value?.range ?? [0, 0];
      const quoted = isScalar(value) && (value.type === 'QUOTE_SINGLE' || value.type === 'QUOTE_DOUBLE');
      const inner = quoted ? text.slice(start + 1, end - 1) : text.slice(start, end);
      return { place: placeAt(quoted ? start + 1 : start), exact: isScalar(value) && inner === value.value };
    },
    texts: [...textsOf(data, [])],
  };
}

/** A finding about rollcall.yaml. */
export function configFinding(message: string, place: Place, next: string): Finding {
  return { code: 'config-invalid', severity: 'error', scope: 'roster', message, next, who: 'config', place };
}

/** One refusal that carries all findings, in the order of the file; each line of several says its own next step. */
export function refuseConfig(findings: readonly Finding[]): RollcallError {
  const sorted = findings.toSorted((a, b) => order(a.place) - order(b.place));
  const isAlone = sorted.length === 1;
  const lines = sorted.map(({ place, message, next }) => {
    const at = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `;
    return isAlone ? `${at}${message}` : `${at}${message} ${next}`;
  });
  const code = findings.every((one) => one.code === 'expression-invalid') ? 'EXPRESSION_INVALID' : 'CONFIG_INVALID';
  const [only] = sorted;
  const next = isAlone && only !== undefined ? { next: only.next } : {};
  return new RollcallError(code, lines.join('\n'), { findings: sorted, ...next });
}

const nextByCode: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Remove one of the two.',
  TAB_AS_INDENT: 'Indent with spaces.',
  MULTIPLE_DOCS: 'Keep one document in the file: remove the line "---".',
};

function order(place: Place | undefined): number {
  return place === undefined ? 0 : place.line * 1e6 + place.column;
}

/** All doubled keys; of anything else the first only, because what follows a syntax error is noise. */
function worthTelling(errors: readonly YAMLError[]): readonly YAMLError[] {
  const [first] = errors.filter((error) => error.code !== 'DUPLICATE_KEY');
  return [...errors.filter((error) => error.code === 'DUPLICATE_KEY'), ...(first ? [first] : [])];
}

/** The parser's first line, without the text it quotes: that may be a credential. */
function sentence(message: string): string {
  return `${(message.split(/ at line \d+|\n|: "/)[0] ?? message).replace(/[.:]$/, '')}.`;
}

/** A personnel number, a year or `true` used as a key is text, and so is every word of `values:`. */
function keepTexts(document: Document): void {
  const keep = (node: Scalar) => {
    if (typeof node.value === 'number' || typeof node.value === 'boolean' || node.value === null) {
      node.value = node.source ?? '';
    }
  };
  visit(document, {
    Scalar(role, node, parents) {
      const keys = parents.filter(isPair).map((pair) => (isScalar(pair.key) ? pair.key.value : undefined));
      const isWord = keys[0] === 'sources' && keys[2] === 'values' && keys.length === 5 && node.value !== null;
      if (role === 'key' || isWord) keep(node);
    },
  });
}

function toData(document: Document, start: Place): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Only aliases can go wrong here: unresolved ones, or so many that they would fill the memory.
    const reason = error instanceof Error ? sentence(error.message) : 'An alias cannot be resolved.';
    throw refuseConfig([configFinding(reason, start, 'Write the values out instead of using the alias.')]);
  }
}

interface Found {
  readonly key?: Node;
  readonly value: Node | undefined;
  /** False when `value` is only the nearest parent. */
  readonly found: boolean;
}

function findNode(document: Document, path: Path): Found {
  let value = (document.contents ?? undefined) as Node | undefined;
  let key: Node | undefined;
  for (const step of path) {
    const inside = isAlias(value) ? value.resolve(document) : value;
    const next = isMap(inside) ? findPair(inside.items, String(step)) : undefined;
    const item = next ? next.value : isSeq(inside) ? inside.items[Number(step)] : undefined;
    const isNode = item !== undefined && item !== null;
    if (next === undefined && !isNode) return { value, found: false };
    key = next ? (next.key as Node) : undefined;
    value = isNode ? (item as Node) : key;
  }
  return { ...(key && { key }), value, found: true };
}

function findPair(items: readonly Pair[], name: string): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name);
}

function* textsOf(data: unknown, path: Path): Generator<{ readonly path: Path; readonly text: string }> {
  if (typeof data === 'string') yield { path, text: data };
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data))
    yield* textsOf(value, [...path, Array.isArray(data) ? Number(name) : name]);
}
