import { z } from 'zod';
import { normalizeAddress } from '../../platform/addresses/email-address.js';
import { LONGEST_NAME } from '../../platform/text/is-text.js';
import { fitName } from '../../platform/text/text.policy.js';
import { isStorable, providerId } from '../../platform/webhooks/provider-id.js';

/** What Clerk says of a user. Null: this source does not tell, so what is known stays. */
export interface ClerkProfile {
  readonly clerkId: string;
  readonly name: string | null;
  /** Verified addresses only, in their stored form, the primary one first. */
  readonly emails: readonly string[] | null;
  /** By Clerk's clock, in milliseconds; 0 where the source does not tell. */
  readonly updatedAt: number;
}

/** A profile in which a token vouches for one verified address. */
export interface ClaimedProfile extends ClerkProfile {
  readonly emails: readonly [string];
}

const text = z.string().nullish().catch(undefined);

/**
 * Clerk's user as its API and its webhooks show it. Lenient on purpose: events of any API version are taken, and a field
 * that is missing or of another form is a field that was not told.
 */
const CLERK_USER = z.object({
  id: providerId,
  first_name: text,
  last_name: text,
  username: text,
  primary_email_address_id: text,
  email_addresses: z
    .array(
      z.object({
        id: text,
        email_address: z.string(),
        verification: z.object({ status: text }).nullish().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
  updated_at: z.number().int().nonnegative().nullish().catch(undefined),
});

/** Reads Clerk's user; null where it is none. */
export function readClerkUser(json: unknown): ClerkProfile | null {
  const { data: user } = CLERK_USER.safeParse(json);
  if (!user) return null;
  const emails = user.email_addresses ? verifiedAddresses(user.email_addresses, user.primary_email_address_id) : null;
  const names = [user.first_name, user.last_name, user.username];
  const isNameTold = names.some((part) => part !== undefined);
  return {
    clerkId: user.id,
    name: isNameTold ? nameOf(`${user.first_name ?? ''} ${user.last_name ?? ''}`, user.username, emails?.[0]) : null,
    emails,
    updatedAt: user.updated_at ?? 0,
  };
}

/**
 * Reads the custom claims `email`, `email_verified` and `name` of a session token; null unless they vouch for an address.
 * Only the boolean `true` does: an instance whose template says something else is asked by its API.
 */
export function readClaims(clerkId: string, claims: Readonly<Record<string, unknown>>): ClaimedProfile | null {
  const { email, email_verified: isVerified, name } = claims;
  const isToldAddress = typeof email === 'string' && isVerified === true && isStorable(email);
  const address = isToldAddress ? normalizeAddress(email) : null;
  if (!address) return null;
  return {
    clerkId,
    name: nameOf(typeof name === 'string' ? name : null, null, address),
    emails: [address],
    updatedAt: 0,
  };
}

/** A token or an event may name somebody for whom nothing of this is known. */
const NAMELESS = 'Somebody';

/** The first of these that can be a name here; people choose theirs at Clerk, where other rules are in force. */
function nameOf(...candidates: [full: string | null, username: string | null | undefined, email: string | undefined]) {
  const [full, username, email] = candidates;
  const names = [full, username, email?.slice(0, email.lastIndexOf('@'))];
  return names.map((name) => fitName(name ?? '', LONGEST_NAME)).find((name) => name !== '') ?? NAMELESS;
}

type ClerkAddresses = NonNullable<z.infer<typeof CLERK_USER>['email_addresses']>;

function verifiedAddresses(addresses: ClerkAddresses, primaryId: string | null | undefined): string[] {
  const verified = addresses
    .filter(({ verification }) => verification?.status === 'verified')
    .sort((a, b) => Number(isPrimary(b, primaryId)) - Number(isPrimary(a, primaryId)));
  const normalized = verified.flatMap(
    ({ email_address: address }) => (isStorable(address) ? normalizeAddress(address) : null) ?? [],
  );
  return [...new Set(normalized)];
}

function isPrimary({ id }: ClerkAddresses[number], primaryId: string | null | undefined): boolean {
  return typeof id === 'string' && id === primaryId;
}
