import type { Finding } from '../../../../src/contract/index.ts';

/** Questions that are open at the same time; the host keeps the rate. */
const lanes = 8;

/**
 * Asks about each item, a few at a time: one after another would take as long as all answers are on their way.
 * Answers come in the order of the items. The first refusal ends it.
 */
export async function askEach<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<{ readonly answer: Answer } | { readonly refused: Finding }>,
): Promise<{ readonly answers: readonly Answer[]; readonly refused?: undefined } | { readonly refused: Finding }> {
  const answers = new Map<number, Answer>();
  const waiting = items.entries();
  let refused: Finding | undefined;
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (refused) return;
      const asked = await ask(item);
      if ('refused' in asked) refused ??= asked.refused;
      else answers.set(index, asked.answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  if (refused) return { refused };
  const ordered = [...answers].sort(([one], [other]) => one - other);
  return { answers: ordered.map(([, answer]) => answer) };
}
