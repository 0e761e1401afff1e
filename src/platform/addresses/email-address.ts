import { domainToASCII } from 'node:url';
import { isEmail } from 'class-validator';

/**
 * An address in the one form in which addresses are stored and compared: ASCII letters in lower case, the domain as A-label
 * (RFC 5891), nothing else folded. Null where the text is no address.
 *
 * No other folding: a Kelvin sign is no k, dots and plus tags count. A domain that turns into plain ASCII by more than
 * lower-casing (full-width letters, the Kelvin sign) would be such a folding and is refused.
 */
export function normalizeAddress(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > 254) return null;
  const domain = toALabels(trimmed.slice(at + 1));
  if (!domain) return null;
  const address = `${asciiLowerCase(trimmed.slice(0, at))}@${domain}`;
  return isEmail(address) ? address : null;
}

/** The address with all but the ends of its local part hidden: `m…a@example.com`. */
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
  const faithful = labels.every((label, index) => {
    const ascii = converted[index] ?? '';
    return isAscii(label) ? ascii === asciiLowerCase(label) : ascii.startsWith('xn--');
  });
  return faithful ? converted.join('.') : null;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
