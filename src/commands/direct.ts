import { parseArgs } from 'node:util';
import { type DiffCall, diffFormats } from './diff-call.ts';

/**
 * Runs without the command framework, whose loading takes longer than comparing a million records, a `diff` whose words are
 * all well understood. Gives the exit code, or undefined for everything else, which the framework then reads and refuses
 * in its own words.
 */
export async function runDirectly([command, ...words]: readonly string[]): Promise<number | undefined> {
  const call = command === 'diff' ? readDiffCall(words) : undefined;
  return call === undefined ? undefined : (await import('./run-diff.ts')).runDiff(call);
}

/** What the words ask for, or undefined where any of them is unusual. */
export function readDiffCall(words: readonly string[]): DiffCall | undefined {
  const parsed = parse(words);
  if (parsed === undefined) return undefined;
  const { values, positionals } = parsed;
  const [base, head, ...others] = positionals;
  const format = diffFormats.find((one) => one === values.format);
  const isUnusual =
    // Paths after `--`, and words too many, are left to the framework.
    others.length > 0 ||
    (values.empty !== 'same' && values.empty !== 'distinct') ||
    (values.limit !== undefined && !/^\d{1,9}$/.test(values.limit)) ||
    words.includes('--');
  if (base === undefined || head === undefined || format === undefined || isUnusual) return undefined;
  return {
    base,
    head,
    key: values.key,
    format: values.json ? 'json' : format,
    limit: values.limit === undefined ? undefined : Number(values.limit),
    distinguishEmpty: values.empty === 'distinct',
    exitCode: values['exit-code'],
    paths: [],
    config: values.config ?? 'rollcall.yaml',
    needsConfig: values.config !== undefined,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        config: { type: 'string', short: 'c' },
        empty: { type: 'string', default: 'same' },
        'exit-code': { type: 'boolean', default: false },
        format: { type: 'string', default: 'table' },
        json: { type: 'boolean', default: false },
        key: { type: 'string', multiple: true, default: [] },
        limit: { type: 'string' },
      },
    });
  } catch {
    // An option that is unknown or lacks its value: the framework says so.
    return undefined;
  }
}
