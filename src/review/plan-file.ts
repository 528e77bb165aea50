import type { FieldClass, Value } from '../contract/index.ts';
import { type Change, type Plan, recordName, type SystemPlan } from '../engine/change.ts';
import type { SavedChange, SavedPlan, SavedSystem } from '../engine/saved-plan.ts';
import { shortCommit } from './cause.ts';
import { plainLine } from './escape.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

/** `digest` is a keyed digest of a text; with it, a moved value can be traced to its record. */
export interface DigestOptions {
  readonly digest?: (text: string) => string;
}

/** What `plan --out` writes. */
export function planFile(plan: Plan, options: DigestOptions = {}): SavedPlan {
  return {
    version: 1,
    digest: plan.digest,
    commit: plan.commit,
    date: plan.date,
    systems: plan.systems.map((system) => savedSystem(system, options)),
  };
}

/**
 * What moved between a saved plan and one made now, one sentence each; empty when the saved one may be applied.
 * Where the digests are equal only the commit is compared: a limit that was released since moves nothing.
 */
export function planMoves(
  saved: SavedPlan,
  fresh: Plan,
  options: DigestOptions & { readonly language?: Language } = {},
): readonly string[] {
  const texts = textsFor(options.language);
  const now = planFile(fresh, options);
  const moves: string[] = [];
  if (saved.commit !== now.commit) moves.push(texts.moved.commit(shortCommit(saved.commit), shortCommit(now.commit)));
  if (saved.digest === now.digest) return moves;
  if (saved.date !== now.date) moves.push(texts.moved.date(texts.date(saved.date), texts.date(now.date)));
  const systems = new Map(now.systems.map((system) => [system.name, system]));
  for (const system of saved.systems) {
    const other = systems.get(system.name);
    moves.push(...(other ? systemMoves(system, other, texts) : [texts.moved.systemGone(plainLine(system.name))]));
    systems.delete(system.name);
  }
  for (const name of systems.keys()) moves.push(texts.moved.systemNew(plainLine(name)));
  return moves.length > 0 ? moves : [texts.moved.digest];
}

function savedSystem(system: SystemPlan, options: DigestOptions): SavedSystem {
  return {
    name: system.name,
    connector: system.connector,
    verdict: system.verdict,
    changes: system.changes.map((change) => savedChange(system.name, change, options)),
    holds: system.holds.map(({ kind, key, why }) => ({ kind, key, why })),
  };
}

function savedChange(system: string, change: Change, { digest }: DigestOptions): SavedChange {
  return {
    op: change.op,
    kind: change.kind,
    key: change.key,
    ...(change.step === undefined ? {} : { step: change.step }),
    fields: Object.keys(change.fields),
    cause: change.cause,
    ...(digest ? { digest: digest(canonicalText([system, digestedChange(change)])) } : {}),
  };
}

/** The remote id is left out: it may become known between two plans that do the same. */
function digestedChange({ op, kind, key, fields, desired }: Change): Value {
  const sides = Object.entries(fields).map(
    ([name, field]): Value => [
      name,
      field.class satisfies FieldClass,
      field.before.known ? [field.before.value] : [],
      field.after,
    ],
  );
  return [op, kind, key, sides, desired];
}

function systemMoves(saved: SavedSystem, now: SavedSystem, texts: Texts): readonly string[] {
  const name = plainLine(saved.name);
  if (saved.connector !== now.connector) return [texts.moved.connector(name, saved.connector, now.connector)];
  const moves: string[] = [];
  if (saved.verdict !== now.verdict) {
    moves.push(texts.moved.verdict(name, texts.verdictShort[saved.verdict], texts.verdictShort[now.verdict]));
  }
  const changes = new Map(now.changes.map((change) => [changeName(change), change]));
  for (const change of saved.changes) {
    const other = changes.get(changeName(change));
    moves.push(
      ...(other ? changeMoves(name, change, other, texts) : [texts.moved.gone(name, changeWords(change, texts))]),
    );
    changes.delete(changeName(change));
  }
  for (const change of changes.values()) moves.push(texts.moved.extra(name, changeWords(change, texts)));
  if (moves.length > 0) return moves;
  const order = (system: SavedSystem): string => canonicalText(system.changes.map(changeName));
  return order(saved) === order(now) ? [] : [texts.moved.order(name)];
}

function changeMoves(system: string, saved: SavedChange, now: SavedChange, texts: Texts): readonly string[] {
  const what = changeWords(saved, texts);
  const fields = now.fields.filter((field) => !saved.fields.includes(field));
  const gone = saved.fields.filter((field) => !now.fields.includes(field));
  if (fields.length + gone.length > 0) {
    return [
      texts.moved.fields(
        system,
        what,
        plainLine([...gone.map((f) => `−${f}`), ...fields.map((f) => `+${f}`)].join(', ')),
      ),
    ];
  }
  if (saved.digest !== undefined && now.digest !== undefined && saved.digest !== now.digest) {
    return [texts.moved.values(system, what)];
  }
  return saved.cause.type === now.cause.type ? [] : [texts.moved.cause(system, what)];
}

function changeName(change: SavedChange): string {
  return `${change.op} ${recordName(change.kind, change.key)} ${change.step ?? ''}`;
}

function changeWords(change: SavedChange, texts: Texts): string {
  return plainLine(`${texts.operation(change.op, change.kind)} (${texts.noun(change.kind)} ${change.key})`);
}

/** JSON with the names of maps in order, so that equal data gives equal text. */
function canonicalText(value: Value): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
