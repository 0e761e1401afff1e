import type { Configuration } from './configuration.js';
import type { PlatformEnvironment } from './variables.js';

/** Both loopback addresses: browsers resolve `localhost` to either. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1'];

/**
 * The addresses on which the service listens, and the hosts that it answers. Where access is restricted, it can by default be
 * reached from this machine only, and not by a web page through a host name of its own that resolves to this machine (DNS
 * rebinding).
 */
export function loadListening(
  variables: PlatformEnvironment,
  { restrictHosts }: Pick<Configuration, 'restrictHosts'>,
): Pick<Configuration, 'listenHosts' | 'restrictHosts'> {
  return {
    listenHosts: variables.LISTEN_HOST ?? (restrictHosts ? LOOPBACK_HOSTS : null),
    restrictHosts,
  };
}
