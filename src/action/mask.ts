import * as core from '@actions/core';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Has the runner blank out every value that looks like a credential, before anything is read that could lead to one
 * being printed: the token, and what stands in variables that are named like secrets.
 */
export function maskSecrets(environment: Environment, also: readonly string[]): void {
  const named = Object.entries(environment).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  for (const value of [...also, ...named]) mask(value);
}

function isSecretName(name: string): boolean {
  return /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|WEBHOOK/i.test(name);
}

/** Short values are no secrets, and blanking them out would make the log unreadable. */
const shortest = 6;

export function mask(value: string | undefined): void {
  for (const line of (value ?? '').split(/\r?\n/)) if (line.trim().length >= shortest) core.setSecret(line.trim());
}
