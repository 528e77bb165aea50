import type { Context, ExportBatch, ExportDeclaration, ExportRequest, Value } from '../../../src/contract/index.ts';
import { judgeEmployer } from './dpae-employer.ts';
import { hireFacts } from './dpae-facts.ts';
import { judgeHire } from './dpae-hire.ts';
import { readPeople } from './read.ts';
import { readSettings } from './settings.ts';
import { establishmentsOf, legalUnitsOf } from './structure.ts';

/** The table of what is missing for the DPAE of each French hire in Lucca: names of data, never a value. */
export const dpaeExport: ExportDeclaration = {
  name: 'dpae',
  description: 'How ready the French hires that Lucca holds are for their DPAE: what is missing, and until when.',
  about: 'employees',
  columns: [
    { name: 'id', class: 'open' },
    { name: 'lucca_user_id', class: 'open' },
    { name: 'establishment', class: 'open' },
    { name: 'start_date', class: 'open' },
    { name: 'opens', class: 'open' },
    { name: 'deadline', class: 'open' },
    { name: 'window', class: 'open' },
    { name: 'ready', class: 'open' },
    { name: 'missing', class: 'open' },
    { name: 'invalid', class: 'open' },
    { name: 'employer', class: 'open' },
  ],
};

/** One row for each person of the roster who begins today or later at a French establishment. */
export async function* exportReadiness(context: Context, request: ExportRequest): AsyncGenerator<ExportBatch> {
  const settings = readSettings(context.settings);
  const { today, now = `${today}T00:00:00Z` } = context;
  const dpae = settings.dpae ?? { isFileAdapted: false, establishments: new Map(), customFields: new Map() };
  const employers = {
    ...{ settings, dpae },
    establishments: await establishmentsOf(context),
    legalUnits: await legalUnitsOf(context),
  };
  const byKey = new Map((request.keys ?? []).map((one) => [one.key, one.key]));
  const byRemote = new Map(
    (request.keys ?? []).flatMap(({ key, remote }) => (remote === undefined ? [] : [[remote, key]])),
  );
  const rows: Value[][] = [];
  for await (const batch of readPeople(context, 'employees')) {
    for (const live of batch.records) {
      const key = byRemote.get(live.remote) ?? byKey.get(live.key ?? '');
      const facts = key === undefined ? undefined : hireFacts({ live }, employers);
      if (key === undefined || !facts || facts.hire.dtContractStart < today) continue;
      const readiness = judgeHire(facts.hire, now);
      if (!readiness) continue;
      const { missing, invalid, window, state } = readiness;
      const troubles = judgeEmployer(facts.establishment, facts.legalUnit, facts.configuration);
      const isReady = missing.length + invalid.length + troubles.length === 0 && dpae.isFileAdapted;
      rows.push([
        ...[key, live.remote, facts.establishment.name, facts.hire.dtContractStart],
        ...[window.opensInParis, window.closesInParis, state, isReady],
        ...[missing.join(' '), invalid.join(' '), troubles.map((one) => one.what).join(' ')],
      ]);
    }
    if (batch.proof?.complete === false) return yield { rows: [], proof: batch.proof };
  }
  yield { rows, proof: { complete: true, counted: rows.length } };
}
