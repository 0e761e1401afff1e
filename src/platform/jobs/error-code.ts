const SAFE = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * What may be kept of an error: its name and its code, never its message, which may quote an address or a token.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const name = SAFE.test(error.name) ? error.name : 'Error';
  const code = 'code' in error ? String(error.code) : '';
  return SAFE.test(code) ? `${name}:${code}` : name;
}

/** A handler's own words for why it wants to be asked again, if they are a code; else just that it does. */
export function reasonCode(reason: string): string {
  return SAFE.test(reason) ? reason : 'retry';
}

/** The places an error passed through, without its message. */
export function errorPlaces(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}
