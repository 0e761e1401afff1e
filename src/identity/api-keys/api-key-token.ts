import { createHash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes, parseId, type OrganizationId } from '../../platform/ids/ids.js';

const PREFIX = 'clz_';
const ID_BYTES = 16;
const RANDOM_BYTES = 32;
const KEY = /^clz_[A-Za-z0-9_-]{64}$/;

/** The organization of a key, so that its authorization query can run, and the hash under which the key is stored. */
export interface PresentedKey {
  readonly organizationId: OrganizationId;
  readonly hash: Buffer;
}

/** A new key: the ID of its organization and 256 random bits. It is shown once and never stored. */
export function newApiKey(organizationId: OrganizationId): string {
  return PREFIX + Buffer.concat([idToBytes(organizationId), randomBytes(RANDOM_BYTES)]).toString('base64url');
}

/** What is shown of a key later on: its last characters. The beginning is that of the organization; 232 random bits stay secret. */
export function endOfKey(key: string): string {
  return key.slice(-4);
}

/** Whether a bearer token has the prefix of an API key. */
export function isApiKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Parses a key; null for a text that cannot be one. */
export function readApiKey(token: string): PresentedKey | null {
  if (!KEY.test(token)) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  const organizationId = parseId<OrganizationId>(idFromBytes(bytes.subarray(0, ID_BYTES)));
  return organizationId ? { organizationId, hash: hashApiKey(token) } : null;
}

/**
 * SHA-256: a key has 256 random bits, so a slow hash would not make guessing any harder. Keys are looked up by this hash in an
 * index, so the timing of a comparison reveals nothing about the key itself.
 */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
