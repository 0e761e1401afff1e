import { isIP } from 'node:net';
import type { TrustProxy } from '../configuration.js';
import { readList } from './lists.js';

const NAMED_NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** An address or a CIDR, as a CIDR: `10.0.0.1` becomes `10.0.0.1/32`; `null` for anything else. */
export function readCidr(value: string): string | null {
  const [address = '', prefix, ...rest] = value.split('/');
  // Node accepts a zone after an IPv6 address (`fe80::1%eth0`); a network has none.
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const bits = version === 4 ? 32 : 128;
  if (prefix === undefined) return `${address}/${bits}`;
  return /^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= bits ? value : null;
}

/** An IP address to listen on, without the brackets of URLs; `null` for anything else. */
export function readIpAddress(value: string): string | null {
  return isIP(value) === 0 ? null : value;
}

/** Express' setting "trust proxy": true or false, a number of hops, or which proxies to trust; `null` for anything else. */
export function readTrustProxy(value: string): TrustProxy | null {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d{1,2}$/.test(value)) return Number(value);
  return readList(value, readTrustedProxy)?.join(',') ?? null;
}

function readTrustedProxy(value: string): string | null {
  if (NAMED_NETWORKS.includes(value)) return value;
  // Express refuses a network of all addresses; an operator who wants that sets `true`.
  return value.endsWith('/0') || readCidr(value) === null ? null : value;
}
