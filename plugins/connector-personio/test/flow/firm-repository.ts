import { type OneSystem, openOneSystem } from '../../../../test/e2e/one-system.ts';
import { personio } from '../../src/index.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import type { State } from '../../src/simulator/state.ts';
import { credentials, settings } from '../account.ts';

/** A made-up firm: five people, two managers, some absences, times and payslips. */
export const employees = [
  'id,email,first_name,last_name,gender,job_title,department,team,location,legal_entity,cost_center,manager_id,weekly_hours,start_date,end_date,status',
  '1,ana@example.org,Ana,Ñandú,female,Director,Research,Blue,Berlin,Example GmbH,4711,,40,2020-01-01,,active',
  '2,bo@example.org,Bo,=1+1,male,Engineer,Research,Blue,Berlin,Example GmbH,4711,1,40,2021-02-01,,active',
  '3,cy@example.org,Cy,Żółw,diverse,Engineer,Research,Red,Paris,Example GmbH,4712,1,32.5,2022-03-01,,active',
  '4,di@example.org,Di,Dü,undisclosed,Clerk,Sales,,Paris,Example GmbH,4712,2,40,2023-04-01,,active',
  '5,ev@example.org,Ev,@all,,Clerk,Sales,,Berlin,,,2,20,2026-12-01,,active',
];
export const absences = [
  'id,employee_id,absence_type,start_date,end_date,starts_at_noon,ends_at_noon,start_time,end_time,note',
  'a1,2,Vacation,2026-11-09,2026-11-13,false,false,,,',
  'a2,3,Vacation,2026-11-20,2026-11-20,true,false,,,',
  'a3,4,Home office,2026-11-05,2026-11-05,false,false,9:00,12:30,',
  'a4,1,Vacation,2026-10-01,,,,,,',
];
export const attendances = [
  'id,employee_id,date,start_time,end_time,activity,project,note',
  't1,2,2026-10-29,9:00,12:00,work,Alpha,Migration',
  't2,2,2026-10-29,12:00,12:30,break,,',
  't3,2,2026-10-29,12:30:00,17:00:00,work,Alpha,',
  't4,3,2026-10-29,22:00,6:00,work,,',
];
export const documents = [
  'id,employee_id,category,title,file,date,note',
  'd1,2,Payslips,Payslip 2026-10,slips/2.pdf,2026-10-31,',
  'd2,3,Payslips,Payslip 2026-10,slips/3.pdf,2026-10-31,',
];

export interface Files {
  readonly employees?: readonly string[];
  readonly absences?: readonly string[];
  readonly attendances?: readonly string[];
  readonly documents?: readonly string[];
  /** Lines under `with:`. */
  readonly settings?: readonly string[];
  /** Lines of the system. */
  readonly system?: readonly string[];
}

export interface Firm extends OneSystem<Files> {
  state(): State;
}

const people = { employees };
export const everything: Files = { employees, absences, attendances, documents };

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(first: Files = people): Promise<Firm> {
  const other = { client_id: 'papi-times-only', client_secret: 's3cret-of-the-time-tracker' };
  const simulator = createSimulator({ settings, credentials, others: [other] });
  const firm = await openOneSystem<Files>({
    connector: personio,
    simulator,
    environment: {
      PERSONIO_ID: credentials.client_id,
      PERSONIO_SECRET: credentials.client_secret,
      TIMES_ID: other.client_id,
      TIMES_SECRET: other.client_secret,
    },
    first,
    files: (next, url) => ({
      ...Object.fromEntries(kindsIn(next).map((kind) => [`hr/${kind}.csv`, next[kind] ?? []])),
      ...Object.fromEntries(['2', '3'].map((name) => [`slips/${name}.pdf`, `%PDF-1.4 payslip of number ${name}\n`])),
      'rollcall.yaml': configuration(url, next),
    }),
  });
  await furnish(firm.hand);
  // The simulator's own state, which only its own files write.
  return { ...firm, state: () => simulator.state() as unknown as State };
}

function kindsIn(files: Files) {
  return (['employees', 'absences', 'attendances', 'documents'] as const).filter((kind) => files[kind]);
}

/** What is made by hand in Personio, with one former person in each place, so that v1 shows its name. */
async function furnish(hand: Firm['hand']): Promise<void> {
  await hand('names', {
    offices: ['Berlin', 'Paris'],
    departments: ['Research', 'Sales'],
    teams: ['Blue', 'Red'],
    legal_entities: ['Example GmbH'],
    cost_centers: ['4711', '4712'],
    categories: ['Payslips', 'Other documents'],
  });
  const seats = [
    { office: 'Berlin', department: 'Research', team: 'Blue', cost_center: '4711' },
    { office: 'Paris', department: 'Sales', team: 'Red', cost_center: '4712' },
  ];
  for (const [index, seat] of seats.entries()) {
    await hand('people', { email: `former${index}@example.org`, employment: { status: 'INACTIVE' }, ...seat });
  }
  await hand('absence-types', { name: 'Vacation' });
  await hand('absence-types', { name: 'Home office', unit: 'hour' });
  await hand('projects', { name: 'Alpha' });
}

function configuration(url: string, files: Files): readonly string[] {
  return [
    'version: 1',
    'timezone: Europe/Berlin',
    'sources:',
    '  hr:',
    ...kindsIn(files).map((kind) => `    ${kind}: hr/${kind}.csv`),
    'systems:',
    '  personio:',
    '    connector: personio',
    '    stage: test',
    `    endpoint: ${url}`,
    '    with:',
    '      account: example',
    '      client_id: $\u007bPERSONIO_ID}',
    '      client_secret: $\u007bPERSONIO_SECRET}',
    ...(files.settings ?? []).map((line) => `      ${line}`),
    ...(files.system ?? []).map((line) => `    ${line}`),
  ];
}
