import { type Kind, kinds } from '../contract/index.ts';
import type { Plan, Stop } from '../engine/change.ts';
import { plainLine, plainSentence } from './escape.ts';
import type { Outline } from './outline.ts';
import type { Tally } from './tally.ts';
import type { Texts } from './texts.ts';

/** The one line that a reader takes along: `Ready to apply: 3 join, 1 leaves, 12 move, nothing alarming.` */
export function headlineText(plan: Plan, told: Outline, texts: Texts): string {
  const { verdict, tally, lasting } = told;
  const stopping = plan.systems.filter((system) => system.verdict === verdict).map((system) => plainLine(system.name));
  const isBad = verdict === 'stopped' || verdict === 'refused';
  const where = isBad && stopping.length > 0 ? ` (${stopping.join(', ')})` : '';
  return texts.headline.line(`${texts.verdict[verdict]}${where}`, [
    ...tallyWords(tally, ['join', 'leave', 'move', 'change'], texts),
    ...(lasting > 0 ? [texts.headline.lasting(lasting)] : []),
    ...tallyWords(tally, ['held', 'waiting'], texts),
    ...(verdict === 'stopped' || (isBad && where === '') ? [texts.headline.nothingWritten] : []),
    ...(verdict === 'refused' && where !== '' ? [texts.headline.nothingThere] : []),
    ...(verdict === 'ready' && told.calm ? [texts.headline.calm] : []),
  ]);
}

/** `3 join`, `1 leaves`, …: only what there is. */
function tallyWords(tally: Tally, names: readonly (keyof Tally)[], texts: Texts): readonly string[] {
  return names.filter((name) => tally[name] > 0).map((name) => texts.headline[name](tally[name]));
}

/** Why a limit stops, what to do, and the words that release it by name and number. */
export interface StopText {
  readonly what: string;
  readonly next: string;
  readonly release: string;
}

export function stopText(stop: Stop, system: string, texts: Texts): StopText {
  const { kind, name, field } = limitParts(stop.limit);
  return {
    what: plainSentence(texts.stop(name, field, kind, stop) ?? stop.message),
    next: texts.release,
    release: plainLine(`--allow ${system}:${stop.limit}=${stop.planned}`),
  };
}

/** `teams:column:name` is the limit `column` of the field `name` for teams; without a kind it is about people. */
function limitParts(limit: string): { readonly kind: Kind; readonly name: string; readonly field: string } {
  const [first = '', ...rest] = limit.split(':');
  const kind = kinds.find((one) => one === first);
  const [name = '', ...field] = kind ? rest : [first, ...rest];
  return { kind: kind ?? 'employees', name, field: field.join(':') };
}
