import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '../../../src/contract/index.ts';
import { sharingTexts } from '../../../src/engine/plan/share-texts.ts';
import { liveRecord, makeDesired, person } from '../worlds.ts';

test('gives back every record as it came', () => {
  const desired = makeDesired({ people: [person('1'), person('2')] });
  const name = fc.constantFrom('mail', 'title', '__proto__', 'constructor');
  const value = fc.oneof(fc.constantFrom<Value>('p1@firm.example', 'Baker', 'Miller', null, 7), fc.array(fc.string()));
  const fields = fc.dictionary(name, value, { noNullPrototype: true });
  const records = fc.array(fc.record({ key: fc.constantFrom('1', '2', '3', undefined), fields }));
  fc.assert(
    fc.property(records, (all) => {
      const live = all.map(({ key, fields }, index) => liveRecord(`r${index}`, { ...(key && { key }), fields }));
      const shared = live.map(sharingTexts(desired));
      expect(shared).toEqual(live);
      expect(shared.map((one) => Object.keys(one.fields))).toEqual(live.map((one) => Object.keys(one.fields)));
    }),
  );
});

test('remembers no more texts of a field than repeat', () => {
  const share = sharingTexts(new Map());
  const texts = Array.from({ length: 1200 }, (_, index) => `${index}@firm.example`);
  expect(texts.map((mail) => share(liveRecord(mail, { fields: { mail } })).fields.mail)).toEqual(texts);
});
