import type { Finding, SnapshotRecord } from '../../../src/contract/index.ts';
import { ownUserFields, toText } from './convert.ts';
import { codeOf, recordError, systemError, warning } from './finding.ts';
import { findNear } from './near.ts';
import type { Organisation } from './organisation.ts';
import type { Settings } from './settings.ts';
import { vendorError } from './vendor-errors.ts';

/** Properties and options must exist in the app, letter for letter; the API creates neither and cannot list them. */
export function inspectProperties(desired: Organisation, base: Organisation, settings: Settings): readonly Finding[] {
  const names = new Set(desired.employees.flatMap((person) => Object.keys(person.fields).filter(isProperty)));
  return [
    ...[...names].filter((name) => !settings.properties.has(name)).map((name) => unknownProperty(name, settings)),
    ...desired.employees.flatMap((person) => inspectOptions(person, settings)),
    ...inspectFixedDates(desired.employees, base.employees),
  ];
}

/** True for a field of a person that is a property of the customer's own. */
export function isProperty(name: string): boolean {
  return name !== 'id' && !ownUserFields.some((own) => own === name);
}

function unknownProperty(name: string, settings: Settings): Finding {
  const near = findNear(name, settings.properties.keys());
  const reserved = ['id', ...ownUserFields].find((own) => own.toLowerCase() === name.toLowerCase());
  const next = reserved
    ? `Write ${reserved} as Officevibe does.`
    : near
      ? `Did you mean "${near}"? Capitals count.`
      : `An administrator creates it in the property settings of Officevibe; then list it with its options under properties.`;
  return systemError(
    {
      code: codeOf(vendorError('attr_not_found')),
      who: 'config',
      message: `"${name}" is sent for employees and not listed under properties.`,
      next,
    },
    { kind: 'employees', field: name },
  );
}

function inspectOptions({ kind, key, fields }: SnapshotRecord, settings: Settings): readonly Finding[] {
  const error = vendorError('attr_option_missing');
  return Object.entries(fields)
    .filter(([name, value]) => {
      const options = isProperty(name) ? settings.properties.get(name) : null;
      return options && toText(value) !== '' && !options.has(toText(value));
    })
    .map(([name]) =>
      recordError(
        {
          code: codeOf(error),
          who: 'admin',
          message: `The value of ${name} is not one of its options under properties; capitals count.`,
          next: `${error.fix} Then add it under properties in rollcall.yaml; or correct the value in the file.`,
        },
        { kind, key, field: name },
      ),
    );
}

/** Two dates that the vendor never changes once they are set (help page on properties). */
const fixedDates = ['Hire Date', 'Termination Date'];

function inspectFixedDates(desired: readonly SnapshotRecord[], base: readonly SnapshotRecord[]): readonly Finding[] {
  const before = new Map(base.map((person) => [person.key, person.fields]));
  return desired.flatMap(({ kind, key, fields }) =>
    fixedDates
      .filter((name) => name in fields && toText(before.get(key)?.[name]) !== '')
      .filter((name) => toText(before.get(key)?.[name]) !== toText(fields[name]))
      .map((field) => {
        const message = `${field} was set before, and Officevibe does not change it any more.`;
        const next = 'Correct it in the files, or ask the support of Officevibe.';
        return warning({ code: 'officevibe-date-is-fixed', who: 'vendor', message, next }, { kind, key, field });
      }),
  );
}
