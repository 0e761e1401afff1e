import { databaseFacts } from '../database/failed-statement.js';

const SAFE = /^[A-Za-z0-9_.:-]{1,64}$/;

/** The part of an error that may be stored: its name and its code, never its message, which may quote an address or a token. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const name = SAFE.test(error.name) ? error.name : 'Error';
  const code = 'code' in error ? String(error.code) : '';
  return SAFE.test(code) ? `${name}:${code}` : name;
}

/** The handler's reason for a retry if it is a code; else only that it asked for one. */
export function reasonCode(reason: string): string {
  return SAFE.test(reason) ? reason : 'retry';
}

/** The stack of an error without its message. */
export function errorFrames(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}

/** What a log tells of a failed job: the error's code, the statement and constraint of the database, and our code that it came from. */
export function describeFailure(error: unknown): Record<string, unknown> {
  return { error: errorCode(error), ...databaseFacts(error), at: errorFrames(error) };
}
