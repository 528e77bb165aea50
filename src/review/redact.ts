import type { FieldClass, Value } from '../contract/index.ts';
import type { FieldChange, Side } from '../engine/change.ts';
import { plainCell, plainLine } from './escape.ts';
import type { Texts } from './texts.ts';

/** Who reads. `showPersonal` is for a user's own terminal (`--values`) and never for a page, a comment or a log. */
export interface Audience {
  readonly showPersonal?: boolean;
}

/** What a renderer may know of one side of a field. `hidden` says nothing of the value, not even whether it is empty. */
export type ShownSide =
  | { readonly type: 'unknown' }
  | { readonly type: 'hidden'; readonly class: FieldClass }
  | { readonly type: 'empty' }
  | { readonly type: 'value'; readonly text: string };

/** True when a value of this class may be shown: `open` always, `personal` when asked for, `secret` never. */
export function mayShow(className: FieldClass, audience: Audience = {}): boolean {
  return className === 'open' || (className === 'personal' && audience.showPersonal === true);
}

/** One side of a field as it may be shown. That it is unknown is no secret. */
export function shownSide(side: Side, className: FieldClass, texts: Texts, audience: Audience = {}): ShownSide {
  if (!side.known) return { type: 'unknown' };
  if (!mayShow(className, audience)) return { type: 'hidden', class: className };
  if (side.value === null || side.value === '') return { type: 'empty' };
  return { type: 'value', text: valueText(side.value, texts) };
}

/** One side in words: `Lyon`, `empty`, `unknown`, `•••`. The text is one plain line, not yet escaped for a format. */
export function sideText(side: Side, className: FieldClass, texts: Texts, audience: Audience = {}): string {
  const shown = shownSide(side, className, texts, audience);
  switch (shown.type) {
    case 'unknown':
      return texts.value.unknown;
    case 'hidden':
      return texts.value.hidden;
    case 'empty':
      return texts.value.empty;
    case 'value':
      return shown.text;
  }
}

/** Both sides in words: `Paris → Lyon`, or `•••` alone where nothing may be shown. */
export function changeText(change: FieldChange, texts: Texts, audience: Audience = {}): string {
  const before = sideText(change.before, change.class, texts, audience);
  const after = sideText({ known: true, value: change.after }, change.class, texts, audience);
  return before === texts.value.hidden ? after : `${before} → ${after}`;
}

/** A field's two sides for `--json`: an unknown side is left out, a hidden one reads `[personal]` or `[secret]`. */
export interface FieldJson {
  readonly before?: Value;
  readonly after: Value;
  /** Set when both sides are hidden, so that a value that reads `[personal]` is not mistaken for a hidden one. */
  readonly hidden?: FieldClass;
  readonly conflict?: true;
  /** The row says nothing: it is the value of `defaults:`. */
  readonly default?: true;
}

export function fieldJson(change: FieldChange, audience: Audience = {}): FieldJson {
  const hidden = mayShow(change.class, audience) ? undefined : change.class;
  const show = (value: Value): Value => (hidden ? `[${hidden}]` : value);
  return {
    ...(change.before.known ? { before: show(change.before.value) } : {}),
    after: show(change.after),
    ...(hidden ? { hidden } : {}),
    ...(change.conflict ? { conflict: true } : {}),
    ...(change.isDefault ? { default: true } : {}),
  };
}

function valueText(value: Value, texts: Texts): string {
  if (value === null || value === '') return texts.value.empty;
  if (typeof value === 'boolean') return value ? texts.value.yes : texts.value.no;
  if (typeof value === 'string') return plainCell(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return texts.value.empty;
    return value.map((item) => valueText(item, texts)).join(', ');
  }
  const parts = Object.entries(value).map(([name, item]) => `${plainLine(name)} ${valueText(item, texts)}`);
  return `(${parts.join(', ')})`;
}
