import { createHash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes, parseId, type OrganizationId } from '../platform/ids/ids.js';

const ID_BYTES = 16;
const RANDOM_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** The token of a link: the ID of the organization, so that its authorization query can run, and 256 random bits. */
export function newToken(organizationId: OrganizationId): string {
  return Buffer.concat([idToBytes(organizationId), randomBytes(RANDOM_BYTES)]).toString('base64url');
}

/** The organization of a token; null for a text that cannot be one. */
export function organizationOf(token: string): OrganizationId | null {
  if (!TOKEN.test(token)) return null;
  return parseId(idFromBytes<OrganizationId>(Buffer.from(token, 'base64url').subarray(0, ID_BYTES)));
}

/** The hash under which a token is stored and looked up. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
