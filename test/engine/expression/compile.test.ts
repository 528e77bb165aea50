import { expect, test } from '@jest/globals';
import { RollcallError } from '../../../src/contract/index.ts';
import { compileExpression } from '../../../src/engine/expression/compile.ts';
import { classOfReads, variablesOf } from '../../../src/engine/expression/variables.ts';
import { builtInFields } from '../../../src/engine/fields.ts';

const variables = variablesOf(builtInFields, 'employees');
const evaluate = (source: string, environment: Readonly<Record<string, unknown>> = {}) =>
  compileExpression(source, { variables }).evaluate(environment);
const place = { file: 'rollcall.yaml', line: 12, column: 20 };

function refusal(source: string, at = place): RollcallError {
  try {
    compileExpression(source, { variables, place: at });
  } catch (error) {
    if (error instanceof RollcallError) return error;
    throw error;
  }
  throw new Error(`"${source}" was not refused`);
}

test.each([
  ['location == "NL"', { location: 'NL' }, true],
  ['start_date > today', { start_date: '2026-02-01', today: '2026-01-31' }, true],
  ['first_name + " " + last_name', { first_name: 'Zoë', last_name: 'Ünal' }, 'Zoë Ünal'],
  ['[department, location]', { department: 'A|B', location: null }, ['A|B', null]],
  ['[department, location].filter(x, x != null).join(" / ")', { department: 'A', location: null }, 'A'],
  ['size(first_name)', { first_name: 'Ada' }, 3],
  ['weekly_hours / 40', { weekly_hours: 20 }, 0.5],
  ['2 * weekly_hours', { weekly_hours: 20 }, 40],
  ['weekly_hours >= 32', { weekly_hours: 32 }, true],
  ['{"email": email, "level": 1}', { email: 'a@example.org' }, { email: 'a@example.org', level: 1 }],
  ['manager == null ? [] : [manager.email]', { manager: null }, []],
  ['manager.manager.email', { manager: { manager: { email: 'c@example.org' } } }, 'c@example.org'],
  ['email.lowerAscii().replace("@old.example", "@new.example")', { email: 'A@old.example' }, 'a@new.example'],
  ['addDays(today, 14)', { today: '2026-12-25' }, '2027-01-08'],
  ['source', { source: 'france' }, 'france'],
  ['cel.bind(x, department, x + x)', { department: 'A' }, 'AA'],
  ['type(department) == string', { department: 'A' }, true],
] as const)('computes %s', (source, environment, value) => {
  expect(evaluate(source, environment)).toEqual({ value });
});

test.each([
  ['email', {}, 'email'],
  ['manager == null ? [] : [manager.email]', { manager: {} }, 'manager.email'],
  ['manager == null ? [] : [manager.email]', {}, 'manager'],
  ['manager.manager.email', { manager: {} }, 'manager.manager'],
  ['manager["email"]', { manager: {} }, 'manager.email'],
  ['department + email', { department: 'A' }, 'email'],
])('says which field was unknown in %s', (source, environment, unknown) => {
  expect(evaluate(source, environment)).toEqual({ unknown: [unknown] });
});

test('gives every record what its own value makes, whatever came before', () => {
  const { evaluate: judge } = compileExpression('department == "A" ? ["first"] : ["other"]', { variables });
  const { evaluate: count } = compileExpression('size(department)', { variables });
  const given = ['A', 'B', undefined, null, 'A', undefined, 'B'].map((department) => judge({ department }));
  expect(given.map((one) => ('value' in one ? one.value : one))).toEqual([
    ...[['first'], ['other'], { unknown: ['department'] }, ['other']],
    ...[['first'], { unknown: ['department'] }, ['other']],
  ]);
  expect([['x'], ['x', 'y'], ['x']].map((department) => count({ department }))).toEqual([
    ...[{ value: 1 }, { value: 2 }, { value: 1 }],
  ]);
});

test('needs no unknown field that cannot matter', () => {
  expect(evaluate('location == "NL" || department == "A"', { department: 'A' })).toEqual({ value: true });
  expect(evaluate('location == null ? "none" : email', { location: null })).toEqual({ value: 'none' });
});

test.each([
  [
    'end_date >= start_date',
    { end_date: null, start_date: '2020-01-01' },
    'end_date is empty and cannot be compared with ">="',
  ],
  ['first_name + last_name', { first_name: 'Cher', last_name: null }, 'last_name is empty and cannot be used with "+"'],
  ['location.startsWith("N")', { location: null }, 'location is empty and cannot be used with startsWith()'],
  ['manager.email', { manager: null }, 'manager is empty, so manager.email cannot be read'],
  ['!location', { location: null }, 'location is empty and cannot be taken as true or false'],
  ['location ? 1 : 2', { location: null }, 'location is empty and cannot be taken as true or false'],
  ['size(location)', { location: null }, 'location is empty and cannot be given to size()'],
  [
    'department + manager.department',
    { department: 'A', manager: { department: null } },
    'manager.department is empty and cannot be used with "+"',
  ],
  [
    '[department].map(x, x + location)',
    { department: 'A', location: null },
    'location is empty and cannot be used with "+"',
  ],
  ['[{"a": 1}].map(x, x.b)', {}, 'it cannot be computed for this record'],
  ['{"a": department}["b"]', { department: 'A' }, 'it cannot be computed for this record'],
  ['1 / 0', {}, 'it divides by zero'],
  ['weekly_hours / 0', { weekly_hours: 1 }, 'it gives something a field cannot hold'],
  ['int(first_name)', { first_name: 'Ada' }, 'a value cannot be read as a number'],
  ['addDays(first_name, 1)', { first_name: 'Ada' }, 'a value cannot be read as a date'],
  [
    'first_name + weekly_hours',
    { first_name: 'Ada', weekly_hours: 3 },
    'it combines values of types that do not go together',
  ],
  ['timestamp("2026-01-01T00:00:00Z")', {}, 'it gives something a field cannot hold'],
  ['[first_name][4]', { first_name: 'Ada' }, 'a list or text is shorter than the position asked for'],
])('tells why %s fails, without a value', (source, environment, failed) => {
  expect(evaluate(source, environment)).toEqual({ failed });
});

test('fails where true or false is wanted and something else comes out', () => {
  const only = compileExpression('location', { variables, gives: 'truth' });

  expect(only.evaluate({ location: 'NL' })).toEqual({ failed: 'it gives neither true nor false' });
  expect(() => compileExpression('"NL"', { variables, gives: 'truth' })).toThrow('it must be true or false');
});

test('lists the fields it reads, without the variables of its own', () => {
  const { reads } = compileExpression(
    'manager == null ? [] : [{"email": manager.email}].filter(x, x.email != email).map(y, location)',
    { variables },
  );

  expect(reads).toEqual([['manager'], ['manager', 'email'], ['email'], ['location']]);
});

test.each([
  ['location == "NL"', 'open'],
  ['manager == null', 'open'],
  ['manager.manager.email', 'personal'],
  ['start_date > today', 'open'],
  ['source', 'open'],
])('gives %s the strictest class of its inputs', (source, expected) => {
  const { reads } = compileExpression(source, { variables });

  expect(classOfReads(reads, builtInFields, 'employees')).toBe(expected);
});

test.each([
  ['location == "NL" && departement == "A"', 40, '"departement" is not known (did you mean "department"?)'],
  ['manager.emial', 20, '"manager.emial" is not known (did you mean "email"?)'],
  ['location == NL', 32, '"NL" is not known'],
  ['location.city', 20, '"location" is a value and has no fields of its own'],
  ['[manager].map(m, m.email)', 21, '"manager" is a whole record, not a value'],
  ['has(manager.email)', 20, 'has() cannot tell unknown from empty'],
  ['location.matches("^[")', 37, 'this is not a regular expression'],
  ['location = "NL"', 29, 'a single "=" compares nothing'],
  ['location == "NL" and true', 38, '"and" is not a word of expressions'],
  ['location == "NL', 32, 'a text is not closed'],
  ['location ==', 31, 'it ends too early'],
  ['1 + "a"', 20, 'no such overload'],
  ['foo(location)', 20, "found no matching overload for 'foo(dyn)'"],
])('refuses %s at its place', (source, column, message) => {
  const error = refusal(source);

  expect(error.code).toBe('EXPRESSION_INVALID');
  expect(error.message).toContain(message);
  expect(error.findings[0]?.place?.line).toBe(12);
  expect(Math.abs((error.findings[0]?.place?.column ?? 0) - column)).toBeLessThanOrEqual(2);
});

test('names the place in a text of several lines', () => {
  const error = refusal('location == "NL" &&\n  departement == "A"');

  expect(error.findings[0]?.place).toEqual({ file: 'rollcall.yaml', line: 13, column: 3 });
});
