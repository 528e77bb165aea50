/** Where a file stands, what it may import of ours, and what from elsewhere. */
export interface Floor {
  readonly name: string;
  /** Files of the floor, as paths from the root of the repository. */
  readonly holds: RegExp;
  /** Names of the floors it may import from, its own among them. */
  readonly imports: readonly string[];
  /** Packages and built-in modules it may import; absent: any. */
  readonly packages?: RegExp;
  /** True: it is given everything it needs and reaches for nothing itself: no environment, clock, random, network. */
  readonly pure?: boolean;
}

const lower = ['contract', 'engine', 'io', 'review'];

/**
 * The floors of the project, from the ground up. A file belongs to the first that holds it; one that belongs
 * to none is refused, so that nobody builds beside the house.
 */
export const floors: readonly Floor[] = [
  { name: 'contract', holds: /^src\/contract\//, imports: ['contract'], packages: /^$/, pure: true },
  {
    name: 'engine',
    holds: /^src\/engine\//,
    imports: ['contract', 'engine'],
    packages: /^(?:@marcbachmann\/cel-js|fastest-levenshtein)$/,
    pure: true,
  },
  { name: 'review', holds: /^src\/review\//, imports: ['contract', 'engine', 'review'], packages: /^$/, pure: true },
  { name: 'io', holds: /^src\/io\//, imports: ['contract', 'engine', 'io'] },
  {
    name: 'flow',
    holds: /^src\/(?:sync|shard-rounds|write-planned|record-diff|export|compare|pull|host)\.ts$/,
    imports: [...lower, 'flow'],
  },
  { name: 'bundled', holds: /^src\/bundled\.ts$/, imports: ['contract', 'connector'] },
  {
    name: 'face',
    holds: /^src\/(?:commands\/|action\/|demo\/|cli\.ts$|framework\.ts$|refusal\.ts$)/,
    imports: [...lower, 'flow', 'face', 'bundled'],
  },
  {
    name: 'connector',
    holds: /^plugins\/[^/]+\/src\//,
    imports: ['contract', 'connector'],
    packages: /^zod$/,
    pure: true,
  },
];

/** The floor of a file, or undefined when it stands on none. */
export function floorOf(path: string): Floor | undefined {
  return floors.find((floor) => floor.holds.test(path));
}
