/** When a DPAE can be filed: from eight days before the hour of hire until that hour (Code du travail, R1221-4). */
export interface FilingWindow {
  /** First moment, ISO 8601 in UTC. */
  readonly opens: string;
  /** The hour of hire, ISO 8601 in UTC: from then on it is too late. */
  readonly closes: string;
  /** The same two for people, in the time of Paris: `2027-01-04 09:00`. */
  readonly opensInParis: string;
  readonly closesInParis: string;
}

export type FilingState = 'early' | 'open' | 'late';

const daysBefore = 8;

/**
 * The window of a hire.
 * @param start first day of work, yyyy-mm-dd
 * @param hour HH:MM in Paris; midnight where it is not known, which is the strictest
 */
export function filingWindow(start: string, hour = '00:00'): FilingWindow {
  const first = dayBefore(start, daysBefore);
  return {
    opens: parisInstant(first, hour),
    closes: parisInstant(start, hour),
    opensInParis: `${first} ${hour}`,
    closesInParis: `${start} ${hour}`,
  };
}

/** Where a moment (ISO 8601 in UTC) stands to a window. */
export function filingState({ opens, closes }: FilingWindow, now: string): FilingState {
  const moment = Date.parse(now);
  if (moment < Date.parse(opens)) return 'early';
  return moment < Date.parse(closes) ? 'open' : 'late';
}

/** Paris' clock as an instant. In the hour that a change of clocks skips, the hour after it. */
export function parisInstant(day: string, hour: string): string {
  const asIfUtc = Date.parse(`${day}T${hour}:00Z`);
  // The offset is that of the instant looked for, which the first guess is at most two hours away from.
  const guess = asIfUtc - parisOffsetMs(asIfUtc);
  return new Date(asIfUtc - parisOffsetMs(guess)).toISOString();
}

function parisOffsetMs(instant: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`;
  return Date.parse(local) - Math.floor(instant / 60_000) * 60_000;
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
