import type { Configuration, IdentityConfiguration } from './configuration.js';
import type { Environment } from './variables.js';

/** Both loopback addresses: browsers try `localhost` as either. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1'];

/**
 * Where the service listens and for whom. The local identity provider asks for no proof, so by default only this machine
 * reaches it, and a web page cannot reach it under a name of its own that leads here (DNS rebinding).
 */
export function loadListening(
  variables: Environment,
  identity: IdentityConfiguration,
): Pick<Configuration, 'listenHosts' | 'restrictHosts'> {
  const restricted = identity.provider === 'local' && variables.ALLOW_LOCAL_IDENTITY !== 'true';
  return {
    listenHosts: variables.LISTEN_HOST ?? (restricted ? LOOPBACK_HOSTS : null),
    restrictHosts: restricted,
  };
}
