/** A Clerk instance, as configured in the service. */
export interface ClerkInstance {
  readonly publishableKey: string;
  /** The origin of its front-end API: besides the service's own the only host that the pages may call. */
  readonly origin: string;
  /** A development instance knows its browsers by an id of its own, as its cookies would be those of another site. */
  readonly isDevelopment: boolean;
}

/** The identity provider, which the service writes into the page. */
export function identityProvider(): 'local' | 'clerk' {
  return meta('identity-provider') === 'clerk' ? 'clerk' : 'local';
}

/** The Clerk instance, where people sign in with Clerk and its publishable key is configured; else null. */
export function clerkInstance(): ClerkInstance | null {
  const [publishableKey, origin] = [meta('clerk-publishable-key'), meta('clerk-origin')];
  if (publishableKey === null || origin === null) return null;
  return { publishableKey, origin, isDevelopment: publishableKey.startsWith('pk_test_') };
}

function meta(name: string): string | null {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null;
}
