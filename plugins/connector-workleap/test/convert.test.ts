import { expect, test } from '@jest/globals';
import { toBody, toMember, toPerson, toText } from '../src/convert.ts';
import { findGaps, toCsvParts } from '../src/csv.ts';
import type { FoundUser } from '../src/schema.ts';
import { readSettings } from '../src/settings.ts';
import { changeOf, membership, person, settings, smallFirm, team } from './account.ts';

const own = readSettings(settings);
const found = (over: Partial<FoundUser> = {}): FoundUser => ({
  id: 'wl-7',
  active: true,
  emails: [{ value: 'Ana@Example.org' }, { value: 'ana@home.example' }],
  ...over,
});

test('a person who is on is known by the first address, and nothing else is guessed', () => {
  expect(toPerson(found(), own)).toEqual({
    kind: 'employees',
    remote: 'wl-7',
    active: true,
    fields: { email: 'ana@example.org' },
  });
});

test('a person who is not on may be off or invited, and would be erased by absence', () => {
  const record = toPerson(found({ active: false }), own);

  expect(record.absence).toBe('deletes');
  expect(record).not.toHaveProperty('active');
});

test('an administrator stays, and what a search gives beyond is taken', () => {
  const name = { givenName: 'Ana', familyName: null };
  const user = found({ emails: [{ value: 'BOSS@example.org' }], externalId: '7', name, title: 'Chief' });

  expect(toPerson(user, own)).toMatchObject({
    key: '7',
    staying: 'administrator',
    fields: { email: 'boss@example.org', firstName: 'Ana', jobTitle: 'Chief' },
  });
  expect(toPerson(user, own).fields).not.toHaveProperty('lastName');
});

test('the organisation in the names of this generation, without settings', () => {
  const body = toBody([
    person('1', {
      email: ' Ana@Example.org',
      jobTitle: null,
      'Business Unit': 'North',
      productAssignations: ['Officevibe', 'LMS'],
    }),
    team('g1', 'Alpha'),
    team('g2', 'Beta', { fields: { parentTeamId: 'g1' } }),
    membership('g2', '1', { manager: true }),
  ]);

  expect(body).toEqual({
    members: [
      {
        externalMemberId: '1',
        email: 'ana@example.org',
        firstName: 'First1',
        lastName: 'Last1',
        jobTitle: '',
        'Business Unit': 'North',
        productAssignations: 'Officevibe;LMS',
      },
    ],
    teams: [
      { externalTeamId: 'g1', teamName: 'Alpha' },
      { externalTeamId: 'g2', teamName: 'Beta' },
    ],
    teamMappings: [
      { externalTeamId: 'g1', externalMemberId: '', externalSubteamId: 'g2', isMember: false, isManager: false },
      { externalTeamId: 'g2', externalMemberId: '1', externalSubteamId: '', isMember: true, isManager: true },
    ],
  });
});

test('a leaver goes along, unless they are named already, have no address, or a newcomer has it', () => {
  const leavers = ['1', '8', '9'].map((id) => changeOf(person(id), 'leave'));
  const [first, second, third] = leavers;
  if (!first || !second || !third) throw new Error('no leavers');
  const heir = { ...third, fields: { email: 'P2@example.org' } };

  const { members } = toBody(smallFirm, [first, { ...second, fields: {} }, heir, changeOf(person('5'), 'leave')]);

  expect(members.map((member) => member.externalMemberId)).toEqual(['1', '2', '5']);
});

test.each([
  [null, ''],
  [undefined, ''],
  [7, '7'],
  [['a', 'b'], 'a;b'],
  [{ a: 1 }, '{"a":1}'],
])('writes %j as %j', (value, text) => {
  expect(toText(value)).toBe(text);
});

test('the three files of a CSV push, odd names and all', () => {
  const body = toBody([
    person('1', { firstName: '=1+1', lastName: 'a,"b"\n' }),
    team('g1', 'Équipe'),
    membership('g1', '1'),
  ]);

  expect(toCsvParts(body)).toEqual([
    {
      name: 'members',
      fileName: 'members.csv',
      type: 'text/csv',
      text: 'externalMemberId,email,firstName,lastName,jobTitle\r\n1,p1@example.org,=1+1,"a,""b""\n",Nurse\r\n',
    },
    { name: 'teams', fileName: 'teams.csv', type: 'text/csv', text: 'externalTeamId,teamName\r\ng1,Équipe\r\n' },
    {
      name: 'teamsMappings',
      fileName: 'teams-mappings.csv',
      type: 'text/csv',
      text: 'externalTeamId,externalMemberId,externalSubteamId,isMember,isManager\r\ng1,1,,TRUE,FALSE\r\n',
    },
  ]);
  expect(findGaps(body)).toEqual([]);
});

test('a file cannot leave a value out, so that people who lack one are found', () => {
  const body = toBody([person('1', { 'Business Unit': 'North' }), person('2')]);

  expect(findGaps(body)).toEqual(['2']);
  expect(toMember(person('2'))).not.toHaveProperty('Business Unit');
});
