// Posts the rows of `rollcall export personio celebrations` to a channel. Usage: node post.mjs FILE, with CHANNEL_WEBHOOK set.
import { readFileSync } from 'node:fs';

const [, , file] = process.argv;
const { CHANNEL_WEBHOOK: webhook } = process.env;
if (!file || !webhook) throw new Error('Usage: CHANNEL_WEBHOOK=https://… node post.mjs FILE');

const [, ...rows] = readFileSync(file, 'utf8')
  .replace(/^\uFEFF/, '')
  .split(/\r?\n/)
  .filter(Boolean)
  .map(cells);
if (rows.length === 0) process.exit(0);

const lines = rows.map(([name, occasion, , years]) =>
  occasion === 'birthday' ? `🎂 Happy birthday, ${name}!` : `🎉 ${name} has been with us for ${years} years.`,
);
// Microsoft Teams, Slack and Mattermost all take a text in a webhook. What failed is said without the address: it is a secret.
const answer = await fetch(webhook, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ text: lines.join('\n') }),
}).catch(() => ({ ok: false, status: 'no answer' }));
if (!answer.ok) throw new Error(`The channel did not take the message (${answer.status}).`);

/** The cells of one row; a quoted one may hold commas and doubled quotes. */
function cells(row) {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
