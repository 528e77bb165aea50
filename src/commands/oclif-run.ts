/** oclif's own way through a command line. Apart from the rest, since only help and plugins take it. */
export { run } from '@oclif/core/run';
