import * as core from '@actions/core';
import { RollcallError } from '../contract/index.ts';
import { longestJobMinutes } from '../engine/matrix.ts';
import { type Shard, toShard } from '../engine/shard.ts';

export interface Inputs {
  readonly token: string;
  readonly config: string;
  readonly command: string;
  readonly system: string | undefined;
  readonly directory: string;
  readonly allowPublic: boolean;
  readonly comment: boolean;
  /** Which part of the work this job does. */
  readonly shard: Shard | undefined;
  /** How long one job of the matrix may take. */
  readonly maxMinutes: number;
  /** Incoming webhook of Slack or Teams that is told of failed and stopped runs. */
  readonly webhook: string | undefined;
}

/**
 * The inputs of the step; GitHub enforces neither that they are there nor what they may be.
 * @throws RollcallError `USAGE` naming the input.
 */
export function readInputs(workspace: string): Inputs {
  const token = core.getInput('github-token');
  if (token === '') {
    throw new RollcallError('USAGE', 'The input github-token is empty.', {
      next: 'Remove the input: its default is the token of the job.',
    });
  }
  const webhook = core.getInput('webhook');
  if (webhook !== '' && !/^https:\/\/\S+$|^http:\/\/127\.0\.0\.1[:/]\S*$/.test(webhook)) {
    throw new RollcallError('USAGE', 'The input webhook is no address that starts with https://.', {
      next: 'Give it the secret that holds the address of the incoming webhook.',
    });
  }
  return {
    token,
    config: core.getInput('config') || 'rollcall.yaml',
    command: core.getInput('command'),
    system: core.getInput('system') || undefined,
    directory: core.getInput('working-directory') || workspace,
    allowPublic: truth('allow_public'),
    comment: truth('comment', true),
    shard: shardIn('shard', 'in-turn'),
    maxMinutes: minutes('max-minutes'),
    webhook: webhook || undefined,
  };
}

function shardIn(name: string, turn: string): Shard | undefined {
  const text = core.getInput(name);
  return text === '' ? undefined : toShard(text, truth(turn));
}

function minutes(name: string): number {
  const text = core.getInput(name) || String(longestJobMinutes);
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new RollcallError('USAGE', `The input ${name} is no number of minutes.`, { next: 'Write a whole number.' });
}

function truth(name: string, fallback = false): boolean {
  const text = core.getInput(name);
  if (text === '') return fallback;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new RollcallError('USAGE', `The input ${name} is neither true nor false.`, { next: 'Write true or false.' });
}
