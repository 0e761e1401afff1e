const FIRST_MS = 1_000;
const MAX_MS = 30_000;

/** How long to wait after the given attempt (1 = the first) failed: 1 s, 2 s, 4 s, … but never more than 30 s. */
export function backoffMs(attempt: number): number {
  const doublings = Math.min(Math.max(Math.trunc(attempt) - 1, 0), 30);
  return Math.min(FIRST_MS * 2 ** doublings, MAX_MS);
}

/** The given time, up to a tenth shorter or longer, so that processes that started together do not act at the same time. */
export function withJitter(ms: number, random: () => number = Math.random): number {
  return Math.round(ms * (0.9 + 0.2 * random()));
}

/** By then temporary problems, such as a restart of the database, are over. */
const PATIENT_ATTEMPTS = 10;
const MAX_FAILURE_MS = 3_600_000;

/** The same for failed work: from the tenth attempt on twice as long each time, up to an hour. */
export function failureBackoffMs(attempt: number): number {
  const doublings = Math.min(Math.max(Math.trunc(attempt) - PATIENT_ATTEMPTS, 0), 30);
  return Math.min(backoffMs(attempt) * 2 ** doublings, MAX_FAILURE_MS);
}
