/** The console's own addresses, as the log names them: an address may hold an invitation's token. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, '/'],
  [/^\/sign-in\/?$/, '/sign-in'],
  [/^\/welcome\/?$/, '/welcome'],
  [/^\/account\/?$/, '/account'],
  [/^\/operator\/?$/, '/operator'],
  [/^\/invitations\/[^/]+\/?$/, '/invitations/{token}'],
  [/^\/o\/[^/]+(\/.*)?$/, '/o/{organizationId}'],
];

/** What belongs to somebody else, whether they answer or not. */
const NOT_OURS = /^\/(api|docs|openapi\.json|admin|health|metrics|problems|logos|assets)(\/|$)/;

/** The template of one of the console's addresses; null: it is none of them. */
export function consoleAddress(path: string): string | null {
  return ADDRESSES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Whether a browser that goes astray here is told so by the console, and not by the API. */
export function mayBeAstray(path: string): boolean {
  return !NOT_OURS.test(path);
}
