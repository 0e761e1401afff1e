/** The template of the addresses whose pages have the sidebar. */
export const FRAMED = '/o/{organizationId}';

/** Templates of the console's addresses, for the log: an address may contain an invitation's token. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, '/'],
  [/^\/sign-in\/?$/, '/sign-in'],
  [/^\/welcome\/?$/, '/welcome'],
  [/^\/account\/?$/, '/account'],
  [/^\/operator\/?$/, '/operator'],
  [/^\/invitations\/[^/]+\/?$/, '/invitations/{token}'],
  [/^\/o\/[^/]+(\/.*)?$/, FRAMED],
];

/** Paths that other parts of the service answer, or that are not found there. */
const OTHER_PATHS = /^\/(api|docs|openapi\.json|admin|health|metrics|problems|logos|unsubscribe|assets)(\/|$)/;

/** The template of one of the console's addresses; null for any other address. */
export function consoleAddress(path: string): string | null {
  return ADDRESSES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Whether a browser gets the console's "not found" page at this path, and not the API's answer. */
export function isNotFoundPage(path: string): boolean {
  return !OTHER_PATHS.test(path);
}
