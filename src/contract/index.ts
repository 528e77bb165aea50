export * from './connector.ts';
export * from './errors.ts';
export * from './finding.ts';
export * from './simulator.ts';
export * from './transport.ts';
export * from './value.ts';
