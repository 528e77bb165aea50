/** Files of the engine and the contract that hold types alone: there is no line in them to cover. */
const typesOnly = [
  '!src/engine/compare/comparison.ts',
  '!src/engine/diff/byte-changes.ts',
  '!src/engine/diff/stream/match/hand.ts',
  '!src/engine/diff/stream/places.ts',
  '!src/engine/expression/expression.ts',
  '!src/engine/map/mapped.ts',
  '!src/engine/plan/state.ts',
  '!src/engine/check/sheet.ts',
  '!src/engine/saved-plan.ts',
  '!src/engine/table.ts',
];

export default {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/plugins/*/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/lib/'],
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/examples/'],
  setupFiles: ['<rootDir>/test/setup.ts'],
  // What hangs is found all the same; what is only slow on a busy machine is not taken for it.
  testTimeout: 180_000,
  maxWorkers: 2,
  // What test files leave behind makes every collection and every start of git slower: a worker with this much ends.
  workerIdleMemoryLimit: '120MB',
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/engine/**/*.ts', 'src/contract/**/*.ts', ...typesOnly],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: { global: { lines: 100 } },
};
