import { createHash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes, parseId, type OrganizationId } from '../../platform/ids/ids.js';

const PREFIX = 'clz_';
const ID_BYTES = 16;
const RANDOM_BYTES = 32;
const KEY = /^clz_[A-Za-z0-9_-]{64}$/;

/** A key's own organization, so that its door can be opened, and the hash that is kept of it. */
export interface PresentedKey {
  readonly organizationId: OrganizationId;
  readonly hash: Buffer;
}

/** A new key: its organization's id and 256 random bits. It is shown once and never stored. */
export function newApiKey(organizationId: OrganizationId): string {
  return PREFIX + Buffer.concat([idToBytes(organizationId), randomBytes(RANDOM_BYTES)]).toString('base64url');
}

/** Whether a bearer token means to be an API key. */
export function isApiKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Reads a key; null for what cannot be one. */
export function readApiKey(token: string): PresentedKey | null {
  if (!KEY.test(token)) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  const organizationId = parseId<OrganizationId>(idFromBytes(bytes.subarray(0, ID_BYTES)));
  return organizationId ? { organizationId, hash: hashApiKey(token) } : null;
}

/**
 * SHA-256: a key has 256 random bits, so there is nothing to slow a guesser down for. Keys are found by this hash in an index,
 * so comparing tells a timer nothing about the key itself.
 */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
