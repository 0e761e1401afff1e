import { v7 } from 'uuid';

declare const brand: unique symbol;
/** A checked, lower-case UUID as text; the only texts that may be part of a `SET LOCAL` statement. */
type Id<Name extends string> = string & { readonly [brand]: Name };

export type OrganizationId = Id<'organization'>;
export type MembershipId = Id<'membership'>;
export type InvitationId = Id<'invitation'>;
export type ReassignmentId = Id<'reassignment'>;
export type ImportId = Id<'import'>;
export type UserId = Id<'user'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;

/** A UUID as a regular expression, in upper or lower case. */
export const UUID_PATTERN = uuidOf('[0-9a-fA-F]');

const STORED_UUID = new RegExp(`^${uuidOf('[0-9a-f]')}$`);

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

/** Whether the text is an ID as it is stored: a UUID in lower case. */
export function isStoredId(text: string): boolean {
  return STORED_UUID.test(text);
}

/** The text as an id, in lower case, or null when it is none. */
export function parseId<T extends string>(text: unknown): T | null {
  if (typeof text !== 'string') return null;
  const lower = text.toLowerCase();
  return isStoredId(lower) ? (lower as T) : null;
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

function uuidOf(digit: string): string {
  return `${digit}{8}(-${digit}{4}){3}-${digit}{12}`;
}
