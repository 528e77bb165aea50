import type { Finding, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import type { Answer } from '../api/call.ts';
import { about, recordError, warning } from './finding.ts';

/** Nothing happened. */
export function refused({ kind, key }: WriteChange, findings: readonly Finding[]): WriteOutcome {
  return { kind, key, status: 'refused', findings };
}

/** What a refused call means for its change. */
export function failed(change: WriteChange, answer: Extract<Answer, { refused: Finding }>): WriteOutcome {
  const findings = [about(answer.refused, change)];
  const { kind, key } = change;
  return answer.isUncertain ? { kind, key, status: 'uncertain', findings } : refused(change, findings);
}

export function waitsForApproval(change: WriteChange): Finding {
  return warning(
    {
      code: 'waits-for-approval',
      who: 'admin',
      message: 'It is entered and waits for the approver in Personio.',
      next: 'Nothing to do; set skip_approval to true if what is merged counts as approved.',
    },
    change,
  );
}

export function withoutRemote(change: WriteChange): Finding {
  return recordError(
    {
      code: 'id-unknown',
      who: 'us',
      message: 'It is not known which record in Personio is meant.',
      next: 'Run again: records are read anew. If it lasts, please report it.',
    },
    change,
  );
}

export function withoutId(change: WriteChange): Finding {
  return recordError(
    {
      code: 'unexpected-reply',
      who: 'us',
      message: 'Personio took the record and answered in another form than other clients have seen.',
      next: 'Run again: it is read back. Please report this with the version of the connector.',
    },
    change,
  );
}

export function notSwitchable(change: WriteChange): Finding {
  return recordError(
    {
      code: 'not-possible',
      who: 'config',
      message: 'It is there or not; it cannot be switched off.',
      next: `Use "missing: { ${change.kind}: delete }" with "allow: [delete]", or "missing: { ${change.kind}: hold }".`,
    },
    change,
  );
}
