import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fields, Value, WriteChange } from '../../../src/contract/index.ts';
import { toNative } from '../src/convert.ts';
import { employeeFields } from '../src/fields.ts';
import { springest } from '../src/index.ts';
import type { SiteState } from '../src/simulator.ts';
import { answering, changeOf, contextWith, openSite, siteKey } from './site.ts';

const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
const isoDay = day.map((date) => date.toISOString().slice(0, 10));
const email = fc.integer({ min: 1, max: 30 }).map((n) => `Person${n}@Example.org`);
const special: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  email,
  gender: fc.constantFrom('m', 'f', 'diverse', null),
  tags: fc.array(fc.oneof(fc.string(), fc.constant(null))),
  approvers: fc.constant([]),
};

function anyValueOf(field: (typeof employeeFields)[number]): fc.Arbitrary<Value> {
  return special[field.name] ?? fc.option(field.type === 'date' ? isoDay : fc.string({ unit: 'grapheme' }));
}

/** Any set of fields a mapping may manage; an e-mail always, as the engine sees to it. */
const anyFields: fc.Arbitrary<Fields> = fc.record(
  Object.fromEntries(
    employeeFields.filter((field) => field.writable === undefined).map((field) => [field.name, anyValueOf(field)]),
  ),
  { requiredKeys: ['email'] },
);

const anyChange: fc.Arbitrary<WriteChange> = fc
  .record({ key: fc.integer({ min: 1, max: 8 }), fields: anyFields, active: fc.boolean() })
  .map(({ key, fields, active }) => changeOf(String(key), fields, { active, op: active ? 'create' : 'leave' }));

test('what was sent is what is stored and what is read, and sending it again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 12 }), async (changes) => {
      const site = openSite();
      for (const change of changes) {
        const before = site.simulator.state();
        const [outcome] = await springest.write(site.context, { changes: [change] });
        if (outcome?.status !== 'done') {
          expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'email-taken', key: change.key }] });
          expect(peopleOf(site.simulator.state())).toEqual(peopleOf(before));
          continue;
        }
        const stored = peopleOf(site.simulator.state());
        const { body } = toNative(change);
        const person = stored.find((one) => one.external_id === change.key);
        expect(person).toMatchObject({ id: outcome.remote, active: change.active, email: body.email });
        for (const [name, value] of Object.entries(body)) {
          if (name in change.fields && typeof value === 'string' && name !== 'email')
            expect(person?.texts[name]).toBe(value);
        }
        if (body.tags !== undefined) expect(person?.tags).toEqual(body.tags);

        for await (const batch of springest.read(site.context, 'employees', [{ key: change.key }])) {
          for (const record of batch.records) {
            expect(record).toMatchObject({
              remote: outcome.remote,
              active: change.active,
              fields: { email: body.email },
            });
          }
        }
        await springest.write(site.context, { changes: [change] });
        expect(peopleOf(site.simulator.state())).toEqual(stored);
      }
    }),
  );
});

test('no personal value and no key stands in a finding, whatever Springest answers', async () => {
  const canary = 'Canary-4711';
  const message = fc.constantFrom(
    `${canary} is invalid`,
    `${canary}@example.org: does not exist or is not active`,
    `is invalid (${canary})`,
    canary,
    `api_key=${siteKey} is required`,
  );
  const error = fc.oneof(
    message,
    fc.dictionary(
      fc.constantFrom('email', 'city', 'approvers', canary, '__proto__'),
      fc.oneof(message, fc.array(message)),
    ),
  );
  const fields = Object.fromEntries(
    employeeFields.filter((field) => field.class === 'personal').map((field) => [field.name, canary] as const),
  );
  const wrong = [
    changeOf('1', { ...fields, birthdate: null, approvers: [] }),
    changeOf('2', { ...fields, approvers: [{ email: canary, label: canary }], tags: { [canary]: 1 } }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 302, 400, 401, 403, 404, 422, 429, 500), error, async (status, body) => {
      const context = contextWith(answering(status, JSON.stringify({ error: body })));
      const said: unknown[] = [await springest.check(context), await springest.write(context, { changes: wrong })];
      for await (const batch of springest.read(context, 'employees', [{ key: '1' }])) said.push(batch);
      expect(JSON.stringify(said)).not.toContain(canary);
      expect(JSON.stringify(said)).not.toContain(siteKey);
    }),
  );
});

function peopleOf(state: Value): SiteState['people'] {
  // What `state()` gives is a site's state.
  return (state as SiteState).people;
}
