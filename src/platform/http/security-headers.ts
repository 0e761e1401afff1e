import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

let headers: Readonly<Record<string, string>> | null = null;

/**
 * Helmet's headers, taken from helmet itself once: they are the same on every answer, so that running it per request would
 * only cost. Answers are private to their caller, hence `no-store`; what may be cached says so itself.
 */
export function securityHeaders(): Readonly<Record<string, string>> {
  headers ??= { ...takeFromHelmet(), 'Cache-Control': 'no-store' };
  return headers;
}

let list: readonly string[] | null = null;

/**
 * The same headers, names and values in turn, as `writeHead` takes them at the least cost; without those that an answer
 * says itself (only one that may be cached does).
 */
export function securityHeaderList(own: Readonly<Record<string, unknown>>): readonly string[] {
  if (!('Cache-Control' in own)) return (list ??= Object.entries(securityHeaders()).flat());
  return Object.entries(securityHeaders())
    .filter(([name]) => !(name in own))
    .flat();
}

function takeFromHelmet(): Record<string, string> {
  const taken: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      taken[name] = value;
    },
    removeHeader: () => undefined,
  };
  helmet({
    referrerPolicy: { policy: 'no-referrer' },
    // A service on plain http, as on a developer's machine, would have its own pages' files sought on https.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  })(
    {} as unknown as IncomingMessage, // Helmet does not look at the request.
    response as unknown as ServerResponse, // Helmet calls nothing but these two.
    () => undefined,
  );
  return taken;
}
