import { createHash, createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RollcallError } from '../../contract/index.ts';
import type { Conceal } from '../../engine/ledger.ts';
import type { Repository } from '../git/git.ts';

/**
 * The key, 32 bytes, of digests over values and of concealed names. It comes from `ROLLCALL_KEY` where several machines
 * must agree, else from a file in the git folder that is made on first use, readable by its owner only.
 * @throws RollcallError `SECRET_MISSING` when `ROLLCALL_KEY` is shorter than 32 characters, `FILE_UNREADABLE` when the
 * file is damaged.
 */
export async function digestKey(
  repository: Pick<Repository, 'gitDir'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Buffer> {
  const given = environment.ROLLCALL_KEY;
  if (given === undefined) return keyInFile(join(repository.gitDir, 'rollcall'));
  if (given.length >= 32) return createHash('sha256').update(given).digest();
  throw new RollcallError('SECRET_MISSING', 'ROLLCALL_KEY has less than 32 characters', {
    next: 'Set it to a long random text, such as what "openssl rand -hex 32" prints, or unset it.',
  });
}

/** Keyed hash of a text, 128 bits as 32 hexadecimal digits. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}

/** Conceals the keys in record names: `employees/7` becomes `employees/~` and its keyed hash. */
export function concealWith(key: Uint8Array): Conceal {
  return (name) => `${name.slice(0, name.indexOf('/') + 1)}~${keyedHash(key, name)}`;
}

/** Tells keys apart without giving them away, for `concealed` in the ledger. */
export function nameOfKey(key: Uint8Array): string {
  return keyedHash(key, 'name of the key').slice(0, 8);
}

async function keyInFile(dir: string): Promise<Buffer> {
  const file = join(dir, 'key');
  const found = await readKey(file);
  if (found !== undefined) return found;
  await mkdir(dir, { recursive: true }).catch((cause) => Promise.reject(unwritable(file, cause)));
  // Written aside and linked into place: of two runs that start together both get the key of the first, and never half a key.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  const text = `${randomBytes(32).toString('hex')}\n`;
  await writeFile(aside, text, { mode: 0o600, flag: 'wx' }).catch((cause) => Promise.reject(unwritable(file, cause)));
  await link(aside, file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw unusable(file, cause);
  });
  await unlink(aside);
  return (await readKey(file)) ?? keyInFile(dir);
}

async function readKey(file: string): Promise<Buffer | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unusable(file, cause);
  });
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{64}\n$/.test(text)) return Buffer.from(text.trim(), 'hex');
  throw unusable(file);
}

function unwritable(file: string, cause: NodeJS.ErrnoException): RollcallError {
  return new RollcallError('FILE_UNREADABLE', `the key of this repository cannot be kept in ${file} (${cause.code})`, {
    next: 'Make the folder writable, or give a key in ROLLCALL_KEY: a long random text, such as what "openssl rand -hex 32" prints.',
    cause,
  });
}

function unusable(file: string, cause?: unknown): RollcallError {
  return new RollcallError('FILE_UNREADABLE', `the key in ${file} cannot be used`, {
    next: 'Remove the file; a new key is made. Plans saved before must be made again.',
    cause,
  });
}
