import type { Finding, InspectView, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { judgeEmployer } from './dpae-employer.ts';
import { type Employers, type HireFacts, hireFacts } from './dpae-facts.ts';
import { judgeHire, type Readiness } from './dpae-hire.ts';
import { deadlineWords, doubtWords, employerWords, listData } from './dpae-words.ts';
import type { Establishment } from './structure.ts';

/** A moment of the run. */
export interface Moment {
  readonly today: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/**
 * Whether the French hires are ready for their DPAE (the declaration to URSSAF before work begins): warnings with the
 * deadline of each. Nothing is filed, and whether Lucca has filed it cannot be read: nobody is held up by it.
 */
export function inspectHires(view: InspectView, employers: Employers, moment: Moment): readonly Finding[] {
  const live = new Map(view.live.map((record) => [record.remote, record]));
  const hires = view.desired.flatMap((desired) => {
    const known = desired.remote === undefined ? undefined : live.get(desired.remote);
    const facts = hireFacts({ desired: desired.fields, live: known }, employers);
    return facts && isDue(facts, known, moment) ? [{ desired, known, facts }] : [];
  });
  const employed = new Map(hires.map(({ facts }) => [facts.establishment.id, facts]));
  return [
    ...(hires.length > 0 && !employers.dpae.isFileAdapted ? [fileNotAdapted] : []),
    ...[...employed.values()].flatMap(employerFindings),
    ...hires.flatMap(({ desired, known, facts }) => hireFindings(desired, known, facts, moment)),
  ];
}

/** Still to begin; or begun, and not in Lucca, where it would have been filed: nobody there, or their earlier contract only. */
function isDue({ hire }: HireFacts, known: LiveRecord | undefined, { today }: Moment): boolean {
  if (hire.dtContractStart >= today || known === undefined) return true;
  const end = known.fields.dtContractEnd;
  return typeof end === 'string' && end < hire.dtContractStart;
}

function employerFindings({ establishment, legalUnit, configuration }: HireFacts): readonly Finding[] {
  const troubles = judgeEmployer(establishment, legalUnit, configuration);
  if (troubles.length === 0) return [];
  return [
    {
      ...warning,
      scope: 'system',
      code: 'lucca-dpae-employer',
      who: 'admin',
      message: `No DPAE can be filed for the establishment ${placeName(establishment)}: ${employerWords(troubles)}.`,
      next: 'Have it corrected in Lucca (HR file > Settings > DPAE, or the legal units), and declare the configuration under "dpae: establishments:".',
    },
  ];
}

/** Open in Lucca's data sheet: a place, not a person. */
function placeName({ name }: Establishment): string {
  return `"${name}"`;
}

function hireFindings(
  { key }: SnapshotRecord,
  known: LiveRecord | undefined,
  { hire }: HireFacts,
  { now }: Moment,
): readonly Finding[] {
  const readiness = judgeHire(hire, now);
  if (!readiness) return [];
  const about = { ...warning, scope: 'record', kind: 'employees', key } as const;
  const findings: Finding[] = [];
  if (readiness.missing.length > 0) {
    findings.push({
      ...about,
      code: 'lucca-dpae-missing',
      who: 'data',
      message: `Missing for the DPAE: ${listData(readiness.missing)}. To be filed ${deadlineWords(readiness)}.`,
      next: 'Fill it in before the first hour of work; without a DPAE the work counts as concealed.',
    });
  }
  if (readiness.invalid.length > 0) {
    findings.push({
      ...about,
      code: 'lucca-dpae-invalid',
      who: 'data',
      message: `Not as the DPAE takes it: ${listData(readiness.invalid)}. To be filed ${deadlineWords(readiness)}.`,
      next: 'Correct it in the file; values are not shown here.',
    });
  }
  if (readiness.doubts.length > 0) {
    findings.push({
      ...about,
      code: 'lucca-dpae-doubt',
      who: 'data',
      message: `The social-security number does not go with ${readiness.doubts.map((one) => doubtWords[one]).join(', ')} of the row.`,
      next: 'Compare both with the card of the person; neither is shown here.',
    });
  }
  return [...findings, ...timeFindings(readiness, known, about)];
}

function timeFindings(
  readiness: Readiness,
  known: LiveRecord | undefined,
  about: Pick<Finding, 'severity' | 'scope' | 'kind' | 'key'>,
): readonly Finding[] {
  const isReady = readiness.missing.length === 0 && readiness.invalid.length === 0;
  if (readiness.state === 'late') {
    return [
      {
        ...about,
        code: 'lucca-dpae-late',
        who: 'admin',
        message: `The hour of hire (${readiness.window.closesInParis}, Paris) is over${known ? '' : ', and the person is not in Lucca'}.`,
        next: 'Make sure today that the DPAE was filed, in Lucca or on urssaf.fr; rollcall neither files it nor can see it.',
      },
    ];
  }
  if (readiness.state === 'early' && isReady) {
    return [
      {
        ...about,
        code: 'lucca-dpae-early',
        who: 'admin',
        message: `Ready for the DPAE, and too early: it is taken ${deadlineWords(readiness)}.`,
        next: 'Wait for the first of the two; rollcall does not file it.',
      },
    ];
  }
  if (readiness.state === 'open' && isReady) {
    return [
      {
        ...about,
        code: 'lucca-dpae-due',
        who: 'admin',
        message: `Ready for the DPAE, which is to be filed before ${readiness.window.closesInParis} (Paris).`,
        next: 'Send it from Lucca (rocket > HR file > the arrival), or see that it is sent automatically; rollcall does not file it.',
      },
    ];
  }
  return [];
}

const warning = { severity: 'warning' } as const;

const fileNotAdapted: Finding = {
  ...warning,
  scope: 'system',
  code: 'lucca-dpae-file-not-adapted',
  who: 'admin',
  message: 'The first of the two conditions of the DPAE is not declared as met: the HR file of Lucca adapted to it.',
  next: 'Adapt the HR file in Lucca, then set "dpae: hr_file_adapted: true".',
};
