import type { Configuration, IdentityConfiguration } from './configuration.js';
import type { Environment } from './variables.js';

/** Both loopback addresses: browsers resolve `localhost` to either. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1'];

/**
 * The addresses on which the service listens, and the hosts that it answers. The local identity provider does not verify who
 * signs in. So by default it can be reached from this machine only, and not by a web page through a host name of its own that
 * resolves to this machine (DNS rebinding).
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
