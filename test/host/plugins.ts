import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, settings } from '@oclif/core';

/** A sound data sheet as the source of a plugin; `changes` are written over it. */
export function connectorSource(changes: Readonly<Record<string, unknown>> = {}): string {
  const sheet = {
    contract: 1,
    id: 'outside',
    title: 'Outside',
    version: '1.0.0',
    mapping: 1,
    settings: [{ name: 'site', type: 'text', description: 'the site', class: 'open' }],
    credentials: [],
    endpoint: 'https://{site}.example',
    fingerprint: ['site'],
    reads: [],
    kinds: [
      {
        kind: 'employees',
        fields: [{ name: 'id', type: 'text', class: 'open', from: 'id' }],
        identity: { key: 'id' },
        list: 'counted',
        write: 'record',
        absence: 'nothing',
        operations: {},
      },
    ],
    drift: 'report',
    effects: [],
    ...changes,
  };
  return `{ ...${JSON.stringify(sheet)}, check: async () => [], read: async function* () {}, write: async () => [] }`;
}

/** A plugin that brings one connector. */
export function soundPlugin(changes: Readonly<Record<string, unknown>> = {}): string {
  return `export const connectors = async () => [${connectorSource(changes)}];`;
}

/** Writes plugins, as name → source, and links them in a data folder of their own. Gives that folder. */
export function linkPlugins(sources: Readonly<Record<string, string | undefined>>): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-plugins-')));
  const linked = Object.entries(sources).map(([name, source]) => {
    const root = join(base, 'linked', name);
    if (source !== undefined) writePlugin(root, name, source);
    return { type: 'link', name, root };
  });
  const data = join(base, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'package.json'), JSON.stringify({ oclif: { schema: 1, plugins: linked } }));
  return data;
}

function writePlugin(root: string, name: string, source: string): void {
  mkdirSync(root, { recursive: true });
  const hooks = { 'rollcall:connectors': { target: './index.js', identifier: 'connectors' } };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', type: 'module', oclif: { hooks } }),
  );
  writeFileSync(join(root, 'index.js'), source);
}

/** The configuration of oclif with those plugins and no others. */
export async function configWith(sources: Readonly<Record<string, string | undefined>>): Promise<Config> {
  settings.enableAutoTranspile = false;
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-host-')));
  writeFileSync(join(root, 'package.json'), '{}');
  const before = process.env.ROLLCALL_DATA_DIR;
  process.env.ROLLCALL_DATA_DIR = linkPlugins(sources);
  try {
    return await Config.load({ root, pjson: { name: 'host-of-tests', version: '1.0.0', oclif: { bin: 'rollcall' } } });
  } finally {
    if (before === undefined) delete process.env.ROLLCALL_DATA_DIR;
    else process.env.ROLLCALL_DATA_DIR = before;
  }
}
