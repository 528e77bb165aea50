import type { Finding } from '../contract/index.ts';
import type { Change, Drift, FieldChange, Hold, Stop, SystemPlan, Verdict } from '../engine/change.ts';
import { causeText, placeText } from './cause.ts';
import { recordText, teamsText } from './change-text.ts';
import type { Entry } from './entry.ts';
import { escapeHtml } from './escape.ts';
import { effectWords, experimentalWords, findingWords } from './finding-words.ts';
import { stopText } from './headline.ts';
import { isRisky, type Section, type SystemOutline } from './outline.ts';
import { type Html, type HtmlRow, htmlTable, plainRows } from './page.ts';
import { mayShow, sideText } from './redact.ts';
import type { Texts } from './texts.ts';

/** One system of a plan as a part of a page. `id` is what links point to. */
export function systemPart(
  system: SystemOutline,
  id: string,
  texts: Texts,
  releaseBy?: (stop: Stop, system: string) => string,
): Html {
  const { plan } = system;
  const facts = [
    ...(plan.changes.length > 0 ? [texts.effort(plan.calls, plan.seconds)] : []),
    ...(plan.unchanged > 0 ? [texts.unchanged(plan.unchanged)] : []),
    ...(plan.unmanaged > 0 ? [texts.unmanaged(plan.unmanaged)] : []),
  ];
  return `<section class="card" id="${escapeHtml(id)}">
<h2>${escapeHtml(plan.name)} <span class="badge ${verdictClass(plan.verdict)}">${escapeHtml(texts.verdictShort[plan.verdict])}</span></h2>
<p class="soft small">${escapeHtml([plan.connector, ...facts].join(' · '))}</p>
${plan.experimental === undefined ? '' : `<p class="note">${escapeHtml(texts.plan.experimental(experimentalWords(plan, texts.language)))}</p>`}
${stopsPart(plan, texts, releaseBy)}
${findingsPart(plan.findings, texts, 'h3')}
${columnsPart(system, texts)}
${effectsPart(plan, texts)}
${changesPart(system, texts)}
${holdsPart(plan.holds, texts)}
${driftPart(plan.drift, texts)}
</section>`;
}

/** Findings as a list, errors first: where, what, what to do and for whom. Nothing when there are none. */
export function findingsPart(findings: readonly Finding[], texts: Texts, heading: 'h2' | 'h3'): Html {
  if (findings.length === 0) return '';
  const sorted = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const items = sorted.map(
    (finding) => `<div class="note${finding.severity === 'error' ? ' bad' : ''}">${findingText(finding, texts)}</div>`,
  );
  return `<${heading}>${escapeHtml(texts.section.findings)}</${heading}>\n${items.join('\n')}`;
}

/** The class that colours a verdict. */
export function verdictClass(verdict: Verdict): string {
  return verdict === 'stopped' || verdict === 'refused' ? 'bad' : verdict === 'ready' ? 'good' : 'calm';
}

function stopsPart(plan: SystemPlan, texts: Texts, releaseBy?: (stop: Stop, system: string) => string): Html {
  const stops = plan.stops.map((stop) => {
    const { what, next, release } = stopText(stop, plan.name, texts);
    const byLabel = releaseBy?.(stop, plan.name);
    const how = byLabel === undefined ? `${escapeHtml(next)} <code>${escapeHtml(release)}</code>` : escapeHtml(byLabel);
    return `<div class="note bad"><strong>${escapeHtml(what)}</strong> ${how}</div>`;
  });
  const releases = plan.releases.map(
    (release) => `<div class="note">${escapeHtml(texts.released(release.limit, release.count, release.by))}</div>`,
  );
  return [
    ...(stops.length > 0 ? [`<h3>${escapeHtml(texts.section.stops)}</h3>`, ...stops] : []),
    ...(releases.length > 0 ? [`<h3>${escapeHtml(texts.section.releases)}</h3>`, ...releases] : []),
  ].join('\n');
}

function columnsPart({ columns }: SystemOutline, texts: Texts): Html {
  if (columns.length === 0) return '';
  const items = columns.map(
    ({ field, records, share }) => `<li>${escapeHtml(texts.columnChange(field, records, texts.percent(share)))}</li>`,
  );
  return `<h3>${escapeHtml(texts.section.columns)}</h3>\n<ul class="plain">${items.join('')}</ul>`;
}

function effectsPart(plan: SystemPlan, texts: Texts): Html {
  const { effects } = plan;
  if (effects.length === 0) return '';
  const sorted = [...effects].sort((a, b) => Number(a.reversible) - Number(b.reversible) || b.count - a.count);
  const items = sorted.map((effect) => {
    const lasting = effect.reversible ? '' : ` <span class="badge bad">${escapeHtml(texts.irreversible)}</span>`;
    return `<li>${escapeHtml(texts.effect(effect.count, effectWords(effect, plan, texts.language)))}${lasting}</li>`;
  });
  return `<h3>${escapeHtml(texts.section.effects)}</h3>\n<ul class="plain">${items.join('')}</ul>`;
}

function changesPart(system: SystemOutline, texts: Texts): Html {
  const rows = [...system.sections].flatMap(([section, entries]) =>
    entries.map((entry) => changeRow(section, entry, texts)),
  );
  if (rows.length === 0) return '';
  const { what, record, changes, cause } = texts.section;
  const columns = [what, record, changes, cause].map((title) => ({ title }));
  const table = htmlTable({
    caption: texts.plan.changesOf(system.plan.name, rows.length),
    columns,
    rows,
    compact: true,
  });
  if (rows.length <= plainRows) return table;
  const shown = texts.plan.shown(texts.number(plainRows), texts.number(rows.length));
  return `<noscript><p class="note">${escapeHtml(shown)}</p></noscript>${table}`;
}

function changeRow(section: Section, { change, teams }: Entry, texts: Texts): HtmlRow {
  const isNew = change.op === 'create';
  const fields = fieldParts(change.fields, isNew, texts);
  const team =
    teams === undefined
      ? []
      : [
          `<span class="field"><b>${escapeHtml(texts.noun('teams'))}</b> ${escapeHtml(teamsText(teams, texts, isNew))}</span>`,
        ];
  const step =
    change.step === undefined ? '' : ` <span class="soft small">${escapeHtml(texts.step(change.step))}</span>`;
  const lasting = section === 'irreversible' ? `<br><span class="small">${escapeHtml(texts.irreversible)}</span>` : '';
  return {
    part: section,
    ...(isRisky(section) && section !== 'manager' ? { mark: 'risk' as const } : {}),
    cells: [
      `<span class="badge ${badgeClass(section, change)}">${escapeHtml(badgeText(section, change, texts))}</span>${step}${lasting}`,
      escapeHtml(recordText(change, texts)),
      [...team, fields].join(''),
      escapeHtml(causeText(change.cause, texts)),
    ],
  };
}

function badgeText(section: Section, change: Change, texts: Texts): string {
  return section === 'move' && change.op === 'update' ? texts.operationMove : texts.operation(change.op, change.kind);
}

function badgeClass(section: Section, { op }: Change): string {
  if (op === 'leave' || op === 'delete') return 'leave';
  if (op === 'create' || op === 'return') return 'join';
  return section === 'move' || section === 'manager' ? 'move' : 'change';
}

/** Fields that may be shown, a line each; of the others only that they change, in one line. */
function fieldParts(fields: Change['fields'], isNew: boolean, texts: Texts): Html {
  const all = Object.entries(fields);
  const isTold = ([, { before, class: name, conflict }]: (typeof all)[number]): boolean =>
    mayShow(name) || conflict === true || (!before.known && !isNew);
  const hidden = all.filter((field) => !isTold(field)).map(([name]) => `<b>${escapeHtml(name)}</b>`);
  return [
    ...all.filter(isTold).map(([name, field]) => fieldPart(name, field, isNew, texts)),
    ...(hidden.length > 0 ? [`<span class="field">${hidden.join(', ')} ${texts.value.hidden}</span>`] : []),
  ].join('');
}

function fieldPart(name: string, field: FieldChange, isNew: boolean, texts: Texts): Html {
  const before = sideText(field.before, field.class, texts);
  const after = sideText({ known: true, value: field.after }, field.class, texts);
  const onlyAfter = isNew || (field.before.known && !mayShow(field.class));
  const sides = onlyAfter ? escapeHtml(after) : `<del>${escapeHtml(before)}</del> → <ins>${escapeHtml(after)}</ins>`;
  const conflict = field.conflict ? ` <span class="badge held">${escapeHtml(texts.conflict)}</span>` : '';
  const byDefault = field.isDefault ? ` <span class="small">(${escapeHtml(texts.byDefault)})</span>` : '';
  return `<span class="field"><b>${escapeHtml(name)}</b> ${sides}${byDefault}${conflict}</span>`;
}

function holdsPart(holds: readonly Hold[], texts: Texts): Html {
  if (holds.length === 0) return '';
  const rows = holds.map(
    (hold): HtmlRow => ({
      cells: [
        escapeHtml(recordText(hold, texts)),
        `<span class="badge ${hold.why === 'held' ? 'held' : ''}">${escapeHtml(texts.hold[hold.why])}</span>`,
        hold.findings.map((finding) => `<p>${findingText(finding, texts, hold.why === 'held')}</p>`).join(''),
      ],
    }),
  );
  const { record, why, next } = texts.section;
  const columns = [record, why, next].map((title) => ({ title }));
  return htmlTable({ caption: texts.section.holds, columns, rows, searchable: false, compact: true });
}

function driftPart(drift: readonly Drift[], texts: Texts): Html {
  if (drift.length === 0) return '';
  const rows = drift.map(
    (one): HtmlRow => ({
      cells: [
        escapeHtml(recordText(one, texts)),
        escapeHtml(texts.drift[one.type]),
        fieldParts(one.fields, false, texts),
      ],
    }),
  );
  const { record, why, changes } = texts.section;
  const columns = [record, why, changes].map((title) => ({ title }));
  return htmlTable({ caption: texts.section.drift, columns, rows, searchable: false, compact: true });
}

/** @param isForSomeone false where nobody needs to act */
function findingText(finding: Finding, texts: Texts, isForSomeone = true): Html {
  const where =
    placeText(finding.place) ??
    (finding.key === undefined
      ? undefined
      : recordText({ kind: finding.kind ?? 'employees', key: finding.key }, texts));
  const place = where === undefined ? '' : `<code>${escapeHtml(where)}</code> `;
  const { message, next } = findingWords(finding, texts.language);
  const whom = isForSomeone ? ` ${texts.fixedBy(texts.who[finding.who])}` : '';
  return `${place}<strong>${escapeHtml(message)}</strong> ${escapeHtml(`${next}${whom}`)}`;
}
