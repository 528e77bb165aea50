import { escapeHtml } from './escape.ts';
import { movesOf, type Place } from './moves.ts';
import type { Outline } from './outline.ts';
import type { Html } from './page.ts';
import type { Texts } from './texts.ts';

/** A page has more room than a drawing. */
const mostPlaces = 60;

/** Who goes where, a bar for each way, most people first. Nothing when nobody goes from one place to another. */
export function movesPart(told: Outline, texts: Texts): Html {
  const moves = movesOf(told, mostPlaces);
  if (moves === undefined) return '';
  const most = Math.max(...moves.arrows.map(({ people }) => people));
  const rows = moves.arrows.map(({ from, to, people }) => {
    const share = Math.max(2, Math.round((people / most) * 100));
    return `<li><span class="way">${placePart(from, texts)} → ${placePart(to, texts)}</span>
<span class="bar" aria-hidden="true"><span style="width: ${share}%"></span></span>
<span class="amount">${escapeHtml(texts.kind('employees', people))}</span></li>`;
  });
  const title = texts.chart.title(moves.field ?? texts.noun('teams'), moves.system);
  return `<section class="card"><h2>${escapeHtml(title)}</h2>
<ol class="moves">${rows.join('\n')}</ol>
</section>`;
}

function placePart(place: Place, texts: Texts): Html {
  switch (place.type) {
    case 'named':
      return `<b>${escapeHtml(place.name)}</b>`;
    case 'none':
      return `<span class="soft">${escapeHtml(texts.value.none)}</span>`;
    case 'outside':
      return `<span class="soft">${escapeHtml(texts.chart.outside)}</span>`;
  }
}
