import * as core from '@actions/core';
import { plainSentence } from '../review/escape.ts';
import { harmlessLine } from '../review/terminal-page.ts';

/** Prints lines to the log of the job. None of them is taken for a command of the runner, whatever it holds. */
export function log(text: string): void {
  for (const line of text.split('\n')) core.info(harmlessLine(plainSentence(line)));
}

/** Marks the step with a notice or an error on the page of the run; line breaks are kept, commands are not. */
export function notice(text: string): void {
  core.notice(harmless(text));
}

export function failure(text: string): void {
  core.error(harmless(text));
}

function harmless(text: string): string {
  return text
    .split('\n')
    .map((line) => harmlessLine(plainSentence(line)))
    .join('\n');
}
