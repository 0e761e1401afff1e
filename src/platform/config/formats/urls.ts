import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** The origin, such as `https://app.example.com`, of an address without a path; `null` for anything else. */
export function readOrigin(value: string): string | null {
  const url = readWebAddress(value);
  return url?.pathname === '/' ? url.origin : null;
}

/** An http(s) address to which paths are appended, without a trailing slash; `null` for anything else. */
export function readBaseUrl(value: string): string | null {
  // The text itself and not the parsed address: an issuer is compared character by character.
  return readWebAddress(value) ? value.replace(/\/+$/, '') : null;
}

/** Whether the origin is a loopback address. */
export function isLoopbackOrigin(origin: string): boolean {
  const host = new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(host);
  if (version === 0) return host === 'localhost' || host.endsWith('.localhost');
  return LOOPBACK.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** Whether requests to this address would cross a network without encryption. */
export function isPlainHttpElsewhere(address: string): boolean {
  const url = new URL(address);
  return url.protocol === 'http:' && !isLoopbackOrigin(url.origin);
}

/** `postgres://user:password@host:5432/database`, its socket form (`?host=/run/postgresql`) included. */
export function isPostgresUrl(value: string): boolean {
  // As `pg` does it: a user without a host is not a valid URL, but it is the usual way to write the address of a socket.
  const url = readServerUrl(value, ['postgres:', 'postgresql:']) ?? socketUrl(value);
  if (url === null) return false;
  const hasHost = url.hostname !== '' || url.searchParams.get('host') !== null;
  return hasHost && /^\/[^/]+$/.test(url.pathname);
}

/** `redis://:password@host:6379/0`, or `rediss://` for TLS; or the nodes of a cluster, which has one database only. */
export function isRedisUrl(value: string): boolean {
  const nodes = readRedisNodes(value);
  const urls = nodes.map((node) => readServerUrl(node, ['redis:', 'rediss:']));
  const path = nodes.length > 1 ? /^\/?$/ : /^(\/\d{0,4})?$/;
  return urls.every((url) => url !== null && url.hostname !== '' && path.test(url.pathname));
}

/** The nodes of `redis://:password@a:6379,b:6379`, each as a separate address, with the user of the first. */
export function readRedisNodes(value: string): string[] {
  const [, start = '', hosts = ''] = /^(\w+:\/\/(?:.*@)?)(.*)$/.exec(value) ?? [];
  return hosts.split(',').map((host) => `${start}${host}`);
}

/** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
export function isSmtpUrl(value: string): boolean {
  const url = readServerUrl(value, ['smtp:', 'smtps:']);
  return url !== null && url.hostname !== '' && /^\/?$/.test(url.pathname);
}

function readWebAddress(value: string): URL | null {
  // The URL parser silently repairs many errors (`http:host`, backslashes); here the address has to be written properly.
  if (!/^https?:\/\/[^\s\\?#]+$/i.test(value) || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.username === '' && url.password === '' ? url : null;
}

function readServerUrl(value: string, protocols: readonly string[]): URL | null {
  if (/[\s\\#]/.test(value) || !URL.canParse(value)) return null;
  const url = new URL(value);
  return protocols.includes(url.protocol) && [url.username, url.password, url.pathname].every(isDecodable) ? url : null;
}

function socketUrl(value: string): URL | null {
  const url = readServerUrl(value.replace('@/', '@socket/'), ['postgres:', 'postgresql:']);
  return url?.searchParams.get('host')?.startsWith('/') === true ? url : null;
}

/** A password with a bare `%` would be noticed only at the first connection, in an error that shows it. */
function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
