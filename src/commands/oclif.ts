/** What the commands take of oclif, part by part: its index also loads what only its own tools need, half of it again. */
export * as Args from '@oclif/core/args';
export { Command } from '@oclif/core/command';
export { Config } from '@oclif/core/config';
export * as Flags from '@oclif/core/flags';
export { settings } from '@oclif/core/settings';
