/** What the sign-in's address may hold: where one goes afterwards, and what Clerk writes there for its own form. */
export interface SignInSearch {
  readonly to?: string;
  readonly [parameter: `__clerk_${string}`]: unknown;
}

/**
 * Reads it. Only addresses in this console are gone to: one of elsewhere would make the sign-in a springboard. Browsers leave
 * out line ends and tabs, so an address that holds some is none.
 */
export function readSignInSearch(search: Readonly<Record<string, unknown>>): SignInSearch {
  const { to } = search;
  const ofClerk = Object.entries(search).filter(([name]) => name.startsWith('__clerk_'));
  return {
    ...Object.fromEntries(ofClerk),
    ...(typeof to === 'string' && /^\/(?![/\\])\P{Cc}*$/u.test(to) ? { to } : {}),
  };
}
