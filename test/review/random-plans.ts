import fc from 'fast-check';
import { fieldClasses, kinds, operations, type Value } from '../../src/contract/index.ts';
import type { Cause, Change, FieldChange, Plan, SystemPlan } from '../../src/engine/change.ts';
import { finding, plan, system } from './plans.ts';

/** Texts that try to act: as markup, as links, mentions, table borders, terminal colours or runner commands. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '|',
        '`',
        '``',
        '\\',
        '\n',
        '\r\n',
        '<img src=x onerror=alert(1)>',
        '</td><script>',
        '@all',
        '@org/team',
      ),
      fc.constantFrom(
        '#12',
        'GH-7',
        '![a](b)',
        '[a](http://x.example)',
        'www.x.example',
        'a@b.example',
        '::error::x',
        '##[group]',
      ),
      fc.constantFrom(
        '\u001b[31m',
        '\u202e',
        '\u200b',
        '&lt;',
        '<!--',
        '-->',
        '"',
        "'",
        '=1+1',
        '---',
        '* ',
        '> ',
        '~~',
        '_',
        '$x$',
        ':tada:',
      ),
      fc.string({ maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const value: fc.Arbitrary<Value> = fc.oneof(
  hostile,
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.array(hostile, { maxLength: 3 }),
  fc.record({ email: hostile, label: hostile }),
);

const field: fc.Arbitrary<FieldChange> = fc.record({
  before: fc.oneof(
    fc.constant({ known: false as const }),
    value.map((one) => ({ known: true as const, value: one })),
  ),
  after: value,
  class: fc.constantFrom(...fieldClasses),
});

const place = fc.record({ file: hostile, line: fc.integer({ min: 1, max: 9999 }), column: fc.constant(1) });

const cause: fc.Arbitrary<Cause> = fc.oneof(
  fc.record({ type: fc.constant('commits' as const), commits: fc.array(hostile, { maxLength: 4 }), place }),
  fc.record({ type: fc.constant('config' as const), commits: fc.array(hostile, { maxLength: 2 }) }),
  fc.record({ type: fc.constant('date' as const), date: fc.constantFrom('2026-11-21', 'not a day'), place }),
  fc.constant({ type: 'drift' as const }),
  fc.record({ type: fc.constant('first-sync' as const), place }),
  fc.constant({ type: 'not-ours' as const }),
);

const change: fc.Arbitrary<Change> = fc.record({
  op: fc.constantFrom(...operations),
  kind: fc.constantFrom(...kinds),
  key: hostile,
  fields: fc.dictionary(hostile, field, { maxKeys: 4 }),
  desired: fc.constant({}),
  cause,
  effects: fc.subarray(['welcome', 'erasure']),
  needs: fc.oneof({ arbitrary: fc.constant([]), weight: 4 }, { arbitrary: fc.constant(['delete']), weight: 1 }),
  after: fc.constant([]),
});

const findings = fc.array(
  fc.record({
    message: hostile,
    next: hostile,
    severity: fc.constantFrom('error' as const, 'warning' as const),
    who: fc.constantFrom('data' as const, 'vendor' as const),
  }),
  { maxLength: 3 },
);
const madeFindings = findings.map((list) => list.map((over) => finding(over)));

const systemPlan: fc.Arbitrary<SystemPlan> = fc
  .record({
    name: hostile,
    connector: hostile,
    verdict: fc.constantFrom('ready' as const, 'stopped' as const, 'refused' as const, 'nothing' as const),
    changes: fc.array(change, { maxLength: 12 }),
    holds: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        key: hostile,
        why: fc.constantFrom('held' as const, 'waiting' as const, 'skipped' as const, 'pending' as const),
        findings: madeFindings,
      }),
      { maxLength: 3 },
    ),
    drift: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        key: hostile,
        type: fc.constantFrom('gone' as const, 'fields' as const),
        fields: fc.dictionary(hostile, field, { maxKeys: 2 }),
      }),
      { maxLength: 3 },
    ),
    stops: fc.array(
      fc.record({
        limit: fc.oneof(
          fc.constantFrom('leave', 'last', 'protect'),
          hostile.map((text) => `column:${text}`),
          hostile,
        ),
        permitted: fc.nat(),
        planned: fc.nat(),
        ours: fc.nat(),
        message: hostile,
      }),
      { maxLength: 3 },
    ),
    releases: fc.array(fc.record({ system: hostile, limit: hostile, count: fc.nat(), by: hostile }), { maxLength: 2 }),
    findings: madeFindings,
    effects: fc.array(
      fc.record({
        id: fc.constantFrom('welcome', 'erasure'),
        text: hostile,
        count: fc.nat(),
        reversible: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    unchanged: fc.nat(),
    unmanaged: fc.nat(),
    experimental: fc.option(hostile, { nil: undefined }),
  })
  .map(({ experimental, ...over }) => system({ ...over, ...(experimental === undefined ? {} : { experimental }) }));

/** Any plan, with texts that try to act wherever a text from outside can stand. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    digest: hostile,
    commit: hostile,
    date: fc.constantFrom('2026-11-21', 'not a day'),
    uncommitted: fc.boolean(),
    systems: fc.array(systemPlan, { maxLength: 3 }),
    findings: madeFindings,
  })
  .map((over) => plan(over));
