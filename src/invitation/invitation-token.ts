import { createHash, randomBytes } from 'node:crypto';
import { idFromBytes, idToBytes, parseId, type OrganizationId } from '../platform/ids/ids.js';

const ID_BYTES = 16;
const RANDOM_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** A link's token: the organization's id, so that its door can be opened, and 256 random bits. */
export function newToken(organizationId: OrganizationId): string {
  return Buffer.concat([idToBytes(organizationId), randomBytes(RANDOM_BYTES)]).toString('base64url');
}

/** Into which organization a token leads; null for what cannot be one. */
export function organizationOf(token: string): OrganizationId | null {
  if (!TOKEN.test(token)) return null;
  return parseId(idFromBytes<OrganizationId>(Buffer.from(token, 'base64url').subarray(0, ID_BYTES)));
}

/** All that is kept of a token, and that it is found by. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
