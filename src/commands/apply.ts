import { userInfo } from 'node:os';
import { type Finding, RollcallError } from '../contract/index.ts';
import type { Release, Plan as SystemsPlan } from '../engine/change.ts';
import { accountName } from '../engine/ledger.ts';
import type { SavedPlan } from '../engine/saved-plan.ts';
import { toShard } from '../engine/shard.ts';
import { keyedHash } from '../io/ledger/digest-key.ts';
import { describeFindings } from '../review/findings.ts';
import { planMoves } from '../review/plan-file.ts';
import { receiptJson, receiptLine, receiptSummary, receiptSummaryJson } from '../review/receipts.ts';
import { shardTextsFor } from '../review/texts/shards.ts';
import { Args, Flags } from './oclif.ts';
import { SyncCommand } from './sync-command.ts';

export default class Apply extends SyncCommand {
  static override readonly summary = 'do what the plan says';
  static override readonly description =
    'Applies what is merged: HEAD must be the tip of the default branch. With a saved plan, exactly that one is applied, ' +
    'or refused with what moved. A run that was cut short is healed by the next one.';
  static override readonly examples = [
    '<%= config.bin %> apply',
    '<%= config.bin %> apply plan.json',
    '<%= config.bin %> apply --system springest-nl --only 1042',
    '<%= config.bin %> apply --allow springest-nl:leave=30',
    '<%= config.bin %> apply --system springest-nl --shard 2/3',
  ];
  static override readonly args = {
    plan: Args.string({ ignoreStdin: true, description: 'a plan saved with "plan --out"' }),
  };
  static override readonly flags = {
    ...SyncCommand.syncFlags,
    quiet: Flags.boolean({ description: 'print failures and the summary only' }),
    shard: Flags.string({
      description:
        'do part I of N, at its share of the rate while the others run; a run without it settles what they did',
      helpValue: 'I/N',
      exclusive: ['only'],
    }),
    'in-turn': Flags.boolean({
      description: 'the shards run one after another, each at the whole rate',
      dependsOn: ['shard'],
    }),
    allow: Flags.string({
      description: 'release a limit for this run by name and number',
      helpValue: 'SYSTEM:LIMIT=COUNT',
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Apply);
    const by = actor();
    const releases = (flags.allow ?? []).map((text) => toRelease(text, by));
    const saved = args.plan === undefined ? undefined : await readSaved(args.plan);
    const options = await this.syncOptions(flags);
    process.once('SIGINT', sayHowToGoOn);
    const { apply } = await import('../sync.ts');
    const applied = await apply({
      ...options,
      releases,
      actor: by,
      ...(flags.shard !== undefined && { shard: toShard(flags.shard, flags['in-turn'] === true) }),
      ...(saved && { confirm: (fresh: SystemsPlan, key: Buffer) => refuseMoved(saved, fresh, key) }),
      onReceipt: (receipt) => {
        if (flags.json) process.stdout.write(`${receiptJson(receipt)}\n`);
        else if (!flags.quiet || receipt.outcome !== 'done')
          this.print(receiptLine(receipt, { color: this.isColored }));
      },
    });
    const findings = openFindings(applied.plan);
    const held = applied.plan.systems.flatMap((system) => system.holds).filter((hold) => hold.why === 'held').length;
    const left = flags.shard === undefined ? {} : { left: applied.left };
    if (flags.json) process.stdout.write(`${receiptSummaryJson(applied.receipts, { held, findings, ...left })}\n`);
    else {
      if (findings.length > 0) this.print(`${describeFindings(findings, { color: this.isColored })}\n`);
      if (applied.left > 0) this.print(shardTextsFor().left(applied.left));
      this.print(receiptSummary(applied.receipts, { color: this.isColored, held }));
    }
    if (applied.exit !== 0) this.exit(applied.exit);
  }
}

/** Ends as every command does that is interrupted, but says first that nothing is lost. */
function sayHowToGoOn(): void {
  process.stderr.write('\nStopped half-way. What was done stays done; run it again to go on.\n');
  process.kill(process.pid, 'SIGINT');
}

async function readSaved(file: string): Promise<SavedPlan> {
  const { readPlanFile } = await import('../io/plan-file.ts');
  return readPlanFile(file);
}

/** Why a system was not written to at all, and why records are held: no receipt tells that. */
function openFindings({ systems }: SystemsPlan): readonly Finding[] {
  return systems.flatMap((system) => [
    ...(system.verdict === 'refused' ? system.findings.filter((finding) => finding.severity === 'error') : []),
    ...system.holds.flatMap((hold) => (hold.why === 'held' ? hold.findings : [])),
  ]);
}

/** Who released a limit, as the ledger may name them. */
function actor(): string {
  return accountName(process.env.GITHUB_ACTOR ?? process.env.USER ?? userInfo().username);
}

function toRelease(text: string, by: string): Release {
  const parts = /^([^:=]+):(.+)=(\d+)$/.exec(text);
  const [, system, limit, count] = parts ?? [];
  if (system === undefined || limit === undefined) {
    throw new RollcallError('USAGE', `--allow ${text} cannot be read.`, {
      next: 'Write it as SYSTEM:LIMIT=COUNT, such as springest-nl:leave=30.',
    });
  }
  return { system, limit, count: Number(count), by };
}

function refuseMoved(saved: SavedPlan, fresh: SystemsPlan, key: Buffer): void {
  if (saved.digest === fresh.digest) return;
  const moves = planMoves(saved, fresh, { digest: (text) => keyedHash(key, text) });
  throw new RollcallError('PLAN_STALE', ['The saved plan is not what would be done now:', ...moves].join('\n'));
}
