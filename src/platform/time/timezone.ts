import { TIMEZONE_ALIASES } from './timezone-aliases.js';

const CANONICAL: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'));

/**
 * Whether the text is the name of a timezone in the IANA database, written exactly as there: `Europe/Berlin`, also an older or
 * newer name of the same zone (`Asia/Calcutta`, `Asia/Kolkata`), or `UTC`. An offset such as `+01:00` is not one, since it has
 * no daylight saving.
 */
export function isTimezone(name: string): boolean {
  return CANONICAL.has(name) || (TIMEZONE_ALIASES.has(name) && intlKnows(name));
}

/** A Node with fewer zones must not accept a name here that it refuses when a time is formatted. */
function intlKnows(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
