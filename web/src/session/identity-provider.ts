/** A Clerk instance, as the service names it to its pages. */
export interface ClerkInstance {
  readonly publishableKey: string;
  /** Where its front-end API is: the one host beside the service's own that the pages may ask. */
  readonly origin: string;
  /** A development instance knows its browsers by an id of its own, as its cookies would be those of another site. */
  readonly isDevelopment: boolean;
}

/** Who knows the people: the service says so in the page itself. */
export function identityProvider(): 'local' | 'clerk' {
  return meta('identity-provider') === 'clerk' ? 'clerk' : 'local';
}

/** Clerk, where people sign in there and the service knows its publishable key; else null. */
export function clerkInstance(): ClerkInstance | null {
  const [publishableKey, origin] = [meta('clerk-publishable-key'), meta('clerk-origin')];
  if (publishableKey === null || origin === null) return null;
  return { publishableKey, origin, isDevelopment: publishableKey.startsWith('pk_test_') };
}

function meta(name: string): string | null {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null;
}
