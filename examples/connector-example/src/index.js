import { checkAccess, listPeople, savePerson } from './client.js';
import { toNative, toRecord } from './convert.js';

/**
 * The hook by which rollcall finds this connector. What it needs of rollcall is handed in, so nothing is imported:
 * an installed plugin could not find rollcall's code anyway.
 */
export async function connectors({ contract, defineConnector }) {
  return [
    defineConnector({
      contract,
      id: 'frontdesk',
      title: 'Front desk (example)',
      version: '1.0.0',
      mapping: 1,
      settings: [
        {
          name: 'site',
          type: 'text',
          class: 'open',
          description: 'First part of the address: "paris" for paris.frontdesk.example.',
          required: true,
        },
      ],
      credentials: [
        {
          name: 'token',
          description: 'Access token of the site.',
          in: 'header',
          parameter: 'Authorization',
          prefix: 'Bearer ',
        },
      ],
      endpoint: 'https://{site}.frontdesk.example',
      fingerprint: ['site'],
      reads: [{ method: 'GET', path: '/people', query: ['page'] }],
      rates: [{ calls: 600, perMs: 60_000 }],
      kinds: [
        {
          kind: 'employees',
          identity: { key: 'ref', also: 'email' },
          list: 'counted',
          write: 'record',
          absence: 'nothing',
          operations: {
            create: { reversible: true },
            update: { reversible: true },
            leave: { reversible: true },
            return: { reversible: true },
          },
          fields: [
            { name: 'ref', type: 'text', class: 'open', from: 'id', required: true, writable: 'create' },
            {
              name: 'email',
              type: 'text',
              class: 'personal',
              from: 'email',
              required: true,
              normal: ['trim', 'lowercase'],
            },
            { name: 'name', type: 'text', class: 'personal', from: 'first_name + " " + last_name', maxLength: 60 },
            { name: 'floor', type: 'text', class: 'open', from: 'location', normal: ['trim', 'empty-is-null'] },
          ],
        },
      ],
      drift: 'report',
      effects: [
        {
          id: 'prints-badge',
          text: 'Prints a badge and puts it into the tray of the front desk.',
          kind: 'employees',
          operations: ['create'],
          reversible: false,
        },
      ],
      check: (context) => checkAccess(context.send),
      read,
      write,
      simulator: async () => (await import('./simulator.js')).createSimulator,
    }),
  ];
}

/** Page by page; the proof at the end holds the desk's own total against what arrived. */
async function* read({ send }, kind) {
  if (kind !== 'employees') {
    yield { records: [], proof: { complete: false, reason: `The front desk has no ${kind}.` } };
    return;
  }
  let counted = 0;
  for (let page = 1; ; page += 1) {
    const answer = await listPeople(send, page);
    if (answer.problem) {
      yield { records: [], proof: { complete: false, reason: answer.problem } };
      return;
    }
    counted += answer.people.length;
    const records = answer.people.map(toRecord);
    if (answer.people.length > 0 && counted < answer.total) {
      yield { records };
      continue;
    }
    const isComplete = counted === answer.total;
    const reason = `The desk says there are ${answer.total} people and gave ${counted}.`;
    yield {
      records,
      proof: isComplete ? { complete: true, counted, total: answer.total } : { complete: false, reason },
    };
    return;
  }
}

/** One call a change; what became of each is said, whatever became of the others. */
async function write({ send }, { changes }) {
  const outcomes = [];
  for (const change of changes) {
    const { kind, key } = change;
    const findings = await savePerson(send, key, toNative(change));
    outcomes.push(
      findings.length === 0 ? { kind, key, status: 'done', remote: key } : { kind, key, status: 'refused', findings },
    );
  }
  return outcomes;
}
