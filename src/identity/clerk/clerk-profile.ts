import { z } from 'zod';
import { normalizeAddress } from '../../platform/addresses/email-address.js';
import { MAX_NAME_LENGTH } from '../../platform/text/is-text.js';
import { fitName } from '../../platform/text/text.policy.js';
import { isStorable, providerId } from '../webhooks/provider-id.js';

/** A user's state at Clerk. Null: this source does not have the field, so the stored value is kept. */
export interface ClerkProfile {
  readonly clerkId: string;
  readonly name: string | null;
  /** Verified addresses only, in their stored form, the primary one first. */
  readonly emails: readonly string[] | null;
  /** By Clerk's clock, in milliseconds; 0 where the source does not say. */
  readonly updatedAt: number;
}

/** A profile from a token that has one verified address. */
export interface ClaimedProfile extends ClerkProfile {
  readonly emails: readonly [string];
}

const text = z.string().nullish().catch(undefined);

/**
 * Clerk's user in the form of its API and its webhooks. Lenient on purpose: events of any API version are accepted, and a
 * field that is missing or has another form counts as not given.
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

/** Parses Clerk's user; null if it is not one. */
export function readClerkUser(json: unknown): ClerkProfile | null {
  const { data: user } = CLERK_USER.safeParse(json);
  if (!user) return null;
  const emails = user.email_addresses ? verifiedAddresses(user.email_addresses, user.primary_email_address_id) : null;
  const names = [user.first_name, user.last_name, user.username];
  const hasName = names.some((part) => part !== undefined);
  return {
    clerkId: user.id,
    name: hasName ? nameOf(`${user.first_name ?? ''} ${user.last_name ?? ''}`, user.username, emails?.[0]) : null,
    emails,
    updatedAt: user.updated_at ?? 0,
  };
}

/**
 * Reads the custom claims `email`, `email_verified` and `name` of a session token; null unless the address is verified. Only
 * the boolean `true` counts: where a template of the instance has another value, Clerk's API is asked.
 */
export function readClaims(clerkId: string, claims: Readonly<Record<string, unknown>>): ClaimedProfile | null {
  const { email, email_verified: isVerified, name } = claims;
  const isVerifiedAddress = typeof email === 'string' && isVerified === true && isStorable(email);
  const address = isVerifiedAddress ? normalizeAddress(email) : null;
  if (!address) return null;
  return {
    clerkId,
    name: nameOf(typeof name === 'string' ? name : null, null, address),
    emails: [address],
    updatedAt: 0,
  };
}

/** For a user whose token or event has no name and no address. */
const NAMELESS = 'Unnamed user';

/** The first of these that is a valid name here; users choose their names at Clerk, where other rules apply. */
function nameOf(...candidates: [full: string | null, username: string | null | undefined, email: string | undefined]) {
  const [full, username, email] = candidates;
  const names = [full, username, email?.slice(0, email.lastIndexOf('@'))];
  return names.map((name) => fitName(name ?? '', MAX_NAME_LENGTH)).find((name) => name !== '') ?? NAMELESS;
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
