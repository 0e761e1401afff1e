import { domainToASCII } from 'node:url';
import { isEmail } from 'class-validator';

/**
 * An address in the one form in which addresses are stored and compared: NFC, ASCII letters in lower case, the domain as
 * A-label (RFC 5891), nothing else folded. Null if the text is not an address, or if SMTP would not deliver to it unchanged.
 *
 * No other folding: dots and plus tags are significant. A character that becomes ASCII by anything but lower-casing (the
 * Kelvin sign in NFC, full-width letters in a domain) would be such a folding, so the address is refused.
 */
export function normalizeAddress(text: string): string | null {
  const trimmed = trimEnds(text);
  const composed = trimmed.normalize('NFC');
  if (composed.length > 254 || asciiCount(composed) > asciiCount(trimmed) || INVISIBLE.test(composed)) return null;
  const at = composed.lastIndexOf('@');
  if (at < 1) return null;
  const local = composed.slice(0, at);
  const domain = toALabels(composed.slice(at + 1));
  if (!domain || !isDeliveredUnchanged(local)) return null;
  const address = `${asciiLowerCase(local)}@${domain}`;
  return isEmail(address) ? address : null;
}

/**
 * Control, format and direction characters, all blanks, unassigned and private characters, and those that Unicode calls
 * ignorable: addresses that differ in one of them look the same.
 */
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether a local part reaches the mail server unchanged: dot-separated atoms (RFC 5322, RFC 6531), or a quoted string. Angle
 * brackets, also quoted ones, are replaced by blanks before the email is sent, so it would go to another mailbox.
 */
function isDeliveredUnchanged(local: string): boolean {
  const atoms = /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\uffff]+(\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\uffff]+)*$/;
  const quoted = /^"([^"\\<>]|\\["\\])+"$/;
  return atoms.test(local) || quoted.test(local);
}

/**
 * Without leading and trailing blanks, and without the invisible, control and direction characters that copying leaves there.
 */
function trimEnds(text: string): string {
  const isBlank = (character = ''): boolean => /[\p{White_Space}\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(character);
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function asciiCount(text: string): number {
  return text.replace(/\P{ASCII}/gu, '').length;
}

/** The address with its local part hidden except for the first and last character: `m…a@example.com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = Array.from(address.slice(0, at));
  const masked = local.length < 3 ? `${local[0] ?? ''}…` : `${local[0] ?? ''}…${local.at(-1) ?? ''}`;
  return `${masked}${address.slice(at)}`;
}

function toALabels(domain: string): string | null {
  const labels = domain.split('.');
  const converted = domainToASCII(domain).split('.');
  if (converted.length !== labels.length) return null;
  const isFaithful = labels.every((label, index) => {
    const ascii = converted[index] ?? '';
    return isAscii(label) ? ascii === asciiLowerCase(label) : ascii.startsWith('xn--');
  });
  return isFaithful ? converted.join('.') : null;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
