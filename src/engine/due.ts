import type { SystemLedger } from './ledger.ts';
import type { SystemRules } from './rules.ts';

/** What started a run by itself; a run that a person started has none, and takes every system. */
export type Trigger = 'push' | 'schedule';

/**
 * Whether a system has its turn. `push` systems always have; the others wait for a scheduled run, on a day, in a week
 * (from Monday) or in a month in which they did not run yet. What never ran, or was cut short, is due at once.
 * @param today yyyy-mm-dd in the configured time zone
 */
export function isDue(
  when: SystemRules['when'],
  trigger: Trigger,
  ledger: Pick<SystemLedger, 'applied' | 'attempted'> | undefined,
  today: string,
): boolean {
  if (when === 'push') return true;
  if (trigger === 'push') return false;
  if (!ledger?.applied || ledger.attempted.length > 0) return true;
  return periodOf(when, ledger.applied.date) !== periodOf(when, today);
}

function periodOf(when: 'daily' | 'weekly' | 'monthly', day: string): string {
  switch (when) {
    case 'daily':
      return day;
    case 'weekly':
      return mondayOf(day);
    case 'monthly':
      return day.slice(0, 7);
    default:
      return when satisfies never;
  }
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
