import * as core from '@actions/core';
import type { Rules } from '../engine/rules.ts';
import { variablesIn } from '../io/config/config-systems.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Has the runner blank out every value that looks like a credential, before anything is read that could lead to one
 * being printed: the token, and what stands in variables that are named like secrets.
 */
export function maskSecrets(environment: Environment, also: readonly string[]): void {
  const named = Object.entries(environment).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  for (const value of [...also, ...named]) mask(value);
}

/** The same for the variables that the configuration takes settings from, however they are named. */
export function maskSettings({ systems }: Pick<Rules, 'systems'>, environment: Environment): void {
  for (const name of systems.flatMap((system) => variablesIn(system.with))) mask(environment[name]);
}

function isSecretName(name: string): boolean {
  return /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|WEBHOOK/i.test(name);
}

/** Short values are no secrets, and blanking them out would make the log unreadable. */
const shortest = 6;

function mask(value: string | undefined): void {
  for (const line of (value ?? '').split(/\r?\n/)) if (line.trim().length >= shortest) core.setSecret(line.trim());
}
