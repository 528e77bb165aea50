import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { type Entity, sortBy } from './simulator-filter.ts';

/** An answer of the older API: what was asked for, in its wrapper with its header (§3). */
export function wrapped(data: Value, nowMs: number): SimulatedResponse {
  return {
    status: 200,
    json: { header: { generated: new Date(nowMs).toISOString(), principal: 'Rollcall' }, data },
  };
}

/** A refusal of the older API (§3). */
export function refuse(status: number, message: string): SimulatedResponse {
  return { status, json: { Status: status, Message: message } };
}

/** A page of a collection with the fields asked for; without any, only id, name and url come (§3). */
export function answerCollection(
  entities: readonly Entity[],
  query: Readonly<Record<string, string>>,
  nowMs: number,
  known: ReadonlySet<string>,
): SimulatedResponse {
  const paging = readPaging(query.paging);
  if (typeof paging === 'string') return refuse(400, paging);
  const asked = readFields(query.fields ?? 'id,name,url');
  const unknown = [...asked.keys()].find((name) => name !== 'collection.count' && !known.has(name));
  if (unknown !== undefined) return refuse(400, `Unknown property ${unknown}`);
  const sorted = query.orderBy === undefined ? entities : sortBy(entities, query.orderBy);
  const items = sorted.slice(paging.offset, paging.offset + paging.limit).map((one) => pick(one, asked));
  return wrapped({ items, ...(asked.has('collection.count') && { count: entities.length }) }, nowMs);
}

/** One of them: whole, unless fields are asked for (§3). */
export function answerOne(
  entity: Entity,
  query: Readonly<Record<string, string>>,
  nowMs: number,
  known: ReadonlySet<string>,
): SimulatedResponse {
  if (query.fields === undefined)
    return wrapped(pick(entity, new Map(Object.keys(entity).map((name) => [name, []]))), nowMs);
  const asked = readFields(query.fields);
  const unknown = [...asked.keys()].find((name) => !known.has(name));
  return unknown === undefined ? wrapped(pick(entity, asked), nowMs) : refuse(400, `Unknown property ${unknown}`);
}

/** Limits and texts of the open framework; without paging it gives ten (§3). */
function readPaging(text: string | undefined): { readonly offset: number; readonly limit: number } | string {
  if (text === undefined) return { offset: 0, limit: 10 };
  const [offset = '', limit = ''] = text.split(',');
  if (!/^\d+$/.test(offset)) return `Offset value ${offset} not in correct format`;
  if (!/^\d+$/.test(limit)) return `Limit value ${limit} not in correct format`;
  const size = Number(limit);
  return size < 1 || size > 1000
    ? 'Paging limit should be between 1 and 1000'
    : { offset: Number(offset), limit: size };
}

/** `a,b[c,d],e.f` → each name with the names inside it. */
function readFields(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const part of text.match(/[^,[\]]+(\[[^\]]*\])?/g) ?? []) {
    const nested = /^([^[]+)\[([^\]]*)\]$/.exec(part);
    const dotted = /^(\w+)\.(\w+)$/.exec(part);
    if (nested?.[1] !== undefined) fields.set(nested[1], (nested[2] ?? '').split(','));
    else if (dotted?.[1] !== undefined && dotted[1] !== 'collection') fields.set(dotted[1], [dotted[2] ?? '']);
    else fields.set(part, []);
  }
  return fields;
}

function pick(entity: Entity, asked: ReadonlyMap<string, readonly string[]>): Value {
  const picked: Record<string, Value> = {};
  for (const [name, inner] of asked) {
    const value = entity[name];
    if (value !== undefined) picked[name] = pickInner(value, inner);
  }
  return picked;
}

function pickInner(value: Value, inner: readonly string[]): Value {
  if (Array.isArray(value)) return value.map((item: Value) => pickInner(item, inner));
  if (value === null || typeof value !== 'object' || inner.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => inner.includes(name)));
}
