import { expect, test } from '@jest/globals';
import type { Value } from '../../src/contract/index.ts';
import type { FieldChange, Plan } from '../../src/engine/change.ts';
import { planHtml } from '../../src/review/html.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { planFile, planMoves } from '../../src/review/plan-file.ts';
import { planJson } from '../../src/review/plan-json.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { allKinds, change, hold, open, personal, plan, secret, system } from './plans.ts';

const shapes: readonly ((canary: string) => Value)[] = [
  (canary) => canary,
  (canary) => [canary, canary],
  (canary) => ({ [canary]: canary }),
  (canary) => [{ email: canary, label: 'x' }],
];

/** Every operation, kind and shape of value, with canaries on both sides and in what is desired. */
function canaryPlan(): Plan {
  const fields: Record<string, FieldChange> = { shown: open('open-before', 'open-after') };
  for (const [index, shape] of shapes.entries()) {
    fields[`personal_${index}`] = personal(shape('canary-personal'), shape('canary-personal'));
    fields[`secret_${index}`] = { ...secret(shape('canary-secret'), shape('canary-secret')), conflict: true };
    fields[`new_${index}`] = personal(undefined, shape('canary-personal'));
  }
  const changes = allKinds.flatMap((kind) =>
    (['create', 'update', 'leave', 'return', 'delete'] as const).map((op) =>
      change({
        op,
        kind,
        key: `${kind}-${op}`,
        fields,
        desired: { password: 'canary-secret' },
        needs: op === 'delete' ? ['delete'] : [],
      }),
    ),
  );
  return plan({
    systems: [
      system({
        changes,
        holds: [hold({ key: 'held' })],
        drift: [{ kind: 'employees', key: 'drifted', type: 'fields', fields }],
      }),
    ],
  });
}

const renderings: Readonly<Record<string, (made: Plan) => string>> = {
  terminal: (made) => describePlan(made, { verbose: true }),
  markdown: (made) => planMarkdown(made, { limitBytes: 1_000_000 }),
  html: (made) => planHtml(made),
  json: (made) => JSON.stringify(planJson(made)),
  file: (made) => JSON.stringify(planFile(made)),
  moves: (made) => planMoves({ ...planFile(plan({ digest: 'other' })) }, made).join('\n'),
};

for (const [name, render] of Object.entries(renderings)) {
  test(`shows no personal and no secret value in the ${name} rendering`, () => {
    expect(render(canaryPlan())).not.toContain('canary');
  });
}

for (const name of ['terminal', 'markdown', 'html', 'json'] as const) {
  test(`shows open values in the ${name} rendering`, () => {
    expect(renderings[name]?.(canaryPlan())).toContain('open-after');
  });
}

test('shows personal values on request on the own terminal, secret ones never', () => {
  const terminal = describePlan(canaryPlan(), { verbose: true, showPersonal: true });
  const json = JSON.stringify(planJson(canaryPlan(), { showPersonal: true }));

  for (const text of [terminal, json]) {
    expect(text).toContain('canary-personal');
    expect(text).not.toContain('canary-secret');
  }
});
