import type { ActionTexts } from './action.ts';
import { formatsOf } from './formats.ts';

const { number, count } = formatsOf('en-GB');

export const english: ActionTexts = {
  records: {
    title: 'What changes in the files',
    privacy: 'Values of personal fields are hidden (•••).',
    none: 'Nothing changes in the records.',
  },
  column: {
    kind: 'Kind',
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    record: 'Record',
    what: 'What',
    fields: 'Fields',
  },
  op: { added: 'added', removed: 'removed', changed: 'changed' },
  recordsOnly: {
    fork: 'This comes from a fork or from a bot, which get no secrets: no system was read. Only the records are compared.',
    'other-base': 'This does not go to the default branch: no system was read. Only the records are compared.',
    'no-config': 'The default branch has no rollcall.yaml yet: no system was read, and every value counts as secret.',
  },
  waiting: (sections) =>
    `This changes ${sections} in rollcall.yaml, which decides where data and keys go. What follows uses what is merged; the change counts once it is merged.`,
  pending: (system, amount) =>
    `${system}: ${count(amount, 'change from earlier merges is', 'changes from earlier merges are')} still to be applied, and not counted here.`,
  cancelled: (system, amount) =>
    `${system}: ${count(amount, 'change that was', 'changes that were')} still to be applied ${amount === 1 ? 'is' : 'are'} not needed any more.`,
  baseUnread: 'The files of the default branch cannot be read soundly, so this shows everything that would be applied.',
  report: 'The full report is an artifact of the run:',
  label: (label) =>
    `Check first that the export is complete. If all of it is meant, somebody who did not write this pull request sets the label ${label}; set before this was shown, it does not count.`,
  labelRefused: (label, why) => `The label ${label} releases nothing: ${why}`,
  labelWhy: {
    unreadable: 'it must read “rollcall:allow SYSTEM LIMIT=COUNT”.',
    author: 'it was set by an author of this pull request.',
    bot: 'it was not set by a person.',
    unseen:
      'it was set before this plan was shown, or ROLLCALL_KEY is not the same in every run. Take it off and set it again.',
    moved: 'the plan changed since it was shown. Take it off, look again, and set it again.',
    used: 'it was used before. Take it off, look again, and set it again.',
    system: 'there is no such system in this plan.',
  },
  refused: 'Refused',
  sync: {
    column: { applied: 'applied', failed: 'failed', held: 'held' },
    total: (applied, failed, held) => `${number(applied)} applied, ${number(failed)} failed, ${number(held)} held`,
    title: 'Applied',
    stopped:
      'Nothing was written. Once the label named below is set, run the job again (“Re-run jobs” on the page of the run).',
    refused: 'Refused: nothing was written',
    failed: 'Not everything was applied',
    later: (systems) => `Wait for their scheduled run: ${systems}.`,
    approved: (accounts) => `Approved by ${accounts}.`,
    superseded: (head, tip) =>
      `Nothing was done: ${head} is not the tip any more, and the run of ${tip} takes this along.`,
  },
  drift: {
    title: (systems) => `Drift: ${systems} moved without git`,
    intro:
      'These records were changed in the systems, and the files still say something else. Rollcall leaves them as they are.',
    unread: 'could not be read; what was known before may still hold.',
    next: 'Change the files to what is right there, or set “drift: correct” for the system. This issue closes by itself.',
  },
  webhook: {
    partial: (repository) => `Rollcall in ${repository}: not everything was applied`,
    stopped: (repository) => `Rollcall in ${repository}: a limit stopped the sync, nothing was written`,
    refused: (repository) => `Rollcall in ${repository}: the sync was refused, nothing was written`,
  },
  notify: (accounts) => `${accounts}: please look.`,
};
