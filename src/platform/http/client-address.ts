import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The part of an IPv6 address that identifies its network: one customer has at least a /64. */
const NETWORK_BITS = 64;
const MAPPED = '::ffff:';
/** Some proxies add the port: `198.51.100.7:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/;

/** The address in its usual form, an IPv4 one also if the socket uses IPv6; null for anything else. */
export function readAddress(text: string): string | null {
  // Most addresses are IPv4, and this runs for each request.
  if (isIPv4(text)) return text;
  if (text.startsWith(MAPPED) && isIPv4(text.slice(MAPPED.length))) return text.slice(MAPPED.length);
  const bare = WITH_PORT.exec(text);
  if (bare) return readAddress(bare[1] ?? bare[2] ?? '');
  return isIP(text) === 0 ? null : ipaddr.process(text).toString();
}

/**
 * The key by which the requests of an address are counted: an IPv4 address itself, of an IPv6 address its /64, since a client
 * with a /64 has 2^64 addresses.
 */
export function networkOf(address: string): string {
  const plain = readAddress(address);
  if (plain === null || isIPv4(plain)) return plain ?? address;
  const { parts } = ipaddr.IPv6.parse(plain);
  const network = parts.map((part, index) => (index * 16 < NETWORK_BITS ? part : 0));
  return `${new ipaddr.IPv6(network).toString()}/${NETWORK_BITS}`;
}
