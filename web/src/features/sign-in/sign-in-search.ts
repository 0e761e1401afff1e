/** The parameters of the sign-in page: the URL to open afterwards, and those of Clerk's own form. */
interface SignInSearch {
  readonly to?: string;
  readonly [parameter: `__clerk_${string}`]: unknown;
}

/**
 * Reads the parameters. Only URLs of this console are accepted, to prevent an open redirect. Browsers remove line ends and tabs
 * from URLs, so a URL with them is not accepted.
 */
export function readSignInSearch(search: Readonly<Record<string, unknown>>): SignInSearch {
  const { to } = search;
  const ofClerk = Object.entries(search).filter(([name]) => name.startsWith('__clerk_'));
  return {
    ...Object.fromEntries(ofClerk),
    ...(typeof to === 'string' && /^\/(?![/\\])\P{Cc}*$/u.test(to) ? { to } : {}),
  };
}
