import { createHmac, timingSafeEqual } from 'node:crypto';
import { idFromBytes, idToBytes, parseId, type MembershipId, type OrganizationId } from '../../platform/ids/ids.js';
import { deriveKey, type SealingSecrets } from '../../platform/secrets/index.js';

const ID_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{86}$/;

/** Who unsubscribes, from the emails of which organization. */
export interface Subscriber {
  readonly organizationId: OrganizationId;
  readonly membershipId: MembershipId;
}

/**
 * The token in the unsubscribe link of a monthly report: both IDs and their HMAC. It allows nothing but to unsubscribe this person, so
 * it does not expire: old emails are unsubscribed from as well.
 */
export function unsubscribeToken({ organizationId, membershipId }: Subscriber, { current }: SealingSecrets): string {
  const ids = Buffer.concat([idToBytes(organizationId), idToBytes(membershipId)]);
  return Buffer.concat([ids, signatureOf(ids, current)]).toString('base64url');
}

/** Whose token it is; null for one that was not signed with this secret or the previous one. */
export function readUnsubscribeToken(token: string, { current, previous }: SealingSecrets): Subscriber | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const [ids, signature] = [bytes.subarray(0, 2 * ID_BYTES), bytes.subarray(2 * ID_BYTES)];
  const secrets = previous === null ? [current] : [current, previous];
  if (!secrets.some((secret) => timingSafeEqual(signature, signatureOf(ids, secret)))) return null;
  const organizationId = parseId<OrganizationId>(idFromBytes(ids.subarray(0, ID_BYTES)));
  const membershipId = parseId<MembershipId>(idFromBytes(ids.subarray(ID_BYTES)));
  return organizationId && membershipId ? { organizationId, membershipId } : null;
}

function signatureOf(ids: Buffer, secret: string): Buffer {
  return createHmac('sha256', deriveKey(secret, 'unsubscribe-monthly-report')).update(ids).digest();
}
