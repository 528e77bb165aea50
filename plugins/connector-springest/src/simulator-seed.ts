import type { SeedRecord, Value } from '../../../src/contract/index.ts';
import type { Approver, Person } from './simulator-directory.ts';

/** The accounts of a real site, as far as they are known: what Springest does not give back is as it was last sent. */
export function seedPeople(live: readonly SeedRecord[]): readonly Person[] {
  return live
    .filter(({ kind }) => kind === 'employees')
    .map(({ remote, key, active, fields: { external_id: externalId, email, approvers, tags, ...texts } }) => ({
      id: remote,
      external_id: key ?? textOf(externalId),
      email: textOf(email),
      active: active !== false,
      texts: Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, textOf(value)])),
      approvers: itemsOf(approvers).flatMap(toApprover),
      tags: itemsOf(tags).map(textOf),
    }));
}

function toApprover(value: Value): readonly Approver[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const { email, label, can_approve: canApprove } = value as { readonly [name: string]: Value };
  return [{ email: textOf(email), label: textOf(label), can_approve: canApprove !== false }];
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Value | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
