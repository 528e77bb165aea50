/** A day `days` later, yyyy-mm-dd. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Days from one to the other. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Day and time of a local time stamp, whatever offset it carries. Seconds only where there are some. */
export function splitTime(stamp: string): { readonly day: string; readonly time: string } {
  const [, day = '', minutes = '00:00', seconds = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?/.exec(stamp) ?? [];
  return { day, time: seconds === '00' ? minutes : `${minutes}:${seconds}` };
}

/**
 * A time of day as files have it (`9:00`, `09:00:00`, `24:00`) as `hh:mm`, or with seconds where there are some;
 * undefined for anything else.
 */
export function toTime(text: string): string | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, hours = '', minutes = '', seconds = '00'] = match;
  const isEndOfDay = Number(hours) === 24 && minutes === '00' && seconds === '00';
  if (!isEndOfDay && (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)) return undefined;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return seconds === '00' ? time : `${time}:${seconds}`;
}

/** A local time stamp without an offset, as both attendances and absences want it; `24:00` is the midnight that follows. */
export function stampOf(day: string, time: string): string {
  if (time === '24:00') return `${addDays(day, 1)}T00:00:00`;
  return `${day}T${time.length === 5 ? `${time}:00` : time}`;
}
