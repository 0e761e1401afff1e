import { v7 } from 'uuid';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** A checked, lower-case UUID as text; the only texts that may be part of a `SET LOCAL` statement. */
export type Uuid = Id<string>;
export type OrganizationId = Id<'organization'>;
export type MembershipId = Id<'membership'>;
export type InvitationId = Id<'invitation'>;
export type ReassignmentId = Id<'reassignment'>;
export type ImportId = Id<'import'>;
export type UserId = Id<'user'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An ID that does not exist: a malformed ID in a path is read as this one, so that it is simply not found. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A new ID, ordered by time (UUIDv7, RFC 9562). */
export function newId<T extends string>(): T {
  return v7() as T;
}

/** No id that was made before that moment is larger, and none that is made after it is smaller. */
export function firstIdAt<T extends string>(moment: Date): T {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as T;
}

/** The moment at which {@link newId} made the id. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}

/** The text as an id, in lower case, or null when it is none. */
export function parseId<T extends string>(text: unknown): T | null {
  if (typeof text !== 'string') return null;
  const lower = text.toLowerCase();
  return UUID.test(lower) ? (lower as T) : null;
}

/** The ID's 16 bytes. */
export function idToBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** An ID from its 16 bytes. */
export function idFromBytes<T extends string>(bytes: Buffer): T {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as T;
}
