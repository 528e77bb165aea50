import type { Finding } from '../contract/index.ts';
import type { PlannedEffect, SystemPlan } from '../engine/change.ts';
import { effectTexts } from './texts/effects.ts';
import { experimentalTexts } from './texts/experimental.ts';
import type { FindingTexts } from './texts/findings.ts';
import { germanFindings } from './texts/findings-de.ts';
import { frenchFindings } from './texts/findings-fr.ts';
import { dutchFindings } from './texts/findings-nl.ts';
import type { Language } from './texts.ts';

/** What is wrong and what to do now, as two whole sentences. */
export interface FindingWords {
  readonly message: string;
  readonly next: string;
}

/** A finding in the reader's language; in English where nobody translated its code, since that is better than nothing. */
export function findingWords(finding: Finding, language: Language): FindingWords {
  const [message, next] = translated(finding, language) ?? [finding.message, finding.next];
  return { message: sentence(message, finding.field), next: sentence(next, finding.field) };
}

/** What a change sets off, in the reader's language where the connector's sentence is translated. */
export function effectWords(effect: PlannedEffect, plan: Pick<SystemPlan, 'connector'>, language: Language): string {
  const texts = effectTexts[`${plan.connector}/${effect.id}`];
  return language === 'en' || texts === undefined ? effect.text : texts[language];
}

/** Why the system's connector is experimental, in the reader's language where its sentence is translated; empty if it is not. */
export function experimentalWords(plan: Pick<SystemPlan, 'connector' | 'experimental'>, language: Language): string {
  const { connector, experimental = '' } = plan;
  const texts = Object.hasOwn(experimentalTexts, connector) ? experimentalTexts[connector] : undefined;
  return language === 'en' || texts === undefined || experimental === '' ? experimental : texts[language];
}

const tables: Readonly<Record<Language, FindingTexts>> = {
  en: {},
  fr: frenchFindings,
  de: germanFindings,
  nl: dutchFindings,
};

function translated(finding: Finding, language: Language): FindingTexts[string] | undefined {
  const table = tables[language];
  const texts = Object.hasOwn(table, finding.code) ? table[finding.code] : undefined;
  if (texts === undefined) return undefined;
  const message = filled(texts[0], finding, finding.message);
  const next = filled(texts[1], finding, finding.next);
  return message === undefined || next === undefined ? undefined : [message, next];
}

/** The text with its stand-ins filled; undefined when the finding does not have what one of them asks for. */
function filled(text: string, { field, message, next }: Finding, english: string): string | undefined {
  const quotes = english.match(/"[^"]+"/g) ?? [];
  const found: Readonly<Record<string, string>> = {
    message,
    next,
    ...(field !== undefined && { field }),
    ...(quotes.length > 0 && { quoted: quotes.join(', ') }),
  };
  const asked = [...text.matchAll(standIn)].map(([, name = '']) => name);
  if (asked.some((name) => !Object.hasOwn(found, name))) return undefined;
  return text.replaceAll(standIn, (whole, name: string) => found[name] ?? whole);
}

const standIn = /\{(field|quoted|message|next)\}/g;

/** Findings about cells are written to stand behind a place, in lower case and without a full stop. A field keeps its case. */
function sentence(text: string, field: string | undefined): string {
  const [first = ''] = text.split(' ');
  const isWord = /^\p{Ll}[\p{L}’']*$/u.test(first) && first !== field;
  const begun = isWord ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
  return begun === '' || /[.!?…:]\)?$/.test(begun) ? begun : `${begun}.`;
}
