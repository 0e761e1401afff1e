/** Zero-width non-joiner: invisible, and a browser refuses a host name with it instead of dropping it. */
const ZWNJ = '\u200C';

/**
 * Characters that change the text direction, hide or reorder text, or are not text at all: controls, bidi marks, zero-width
 * space, word joiner, byte order mark, annotations, lone surrogates. The joiners U+200C and U+200D are kept: Persian and emoji
 * need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/**
 * The characters that join the parts of an address: ASCII, and the look-alikes that mail clients and browsers treat in the
 * same way.
 */
const SEPARATORS = /(?<=\S)[.@:/\\\u3002\uFF0E\uFF61\uFF20\uFF1A\uFF0F](?=\S)/gu;

/** Seven digits or more with the usual separators: mail clients take it for a telephone number. */
const TELEPHONE = /\+?\d(?:[\s().\u200C-]*\d){6,}/g;

/**
 * A name on one line, without invisible characters. For headers: a text that looks like an encoded word (`=?utf-8?q?…?=`, RFC
 * 2047) would be decoded by the reader into characters that were never checked, so it is broken up.
 */
export function plainName(name: string): string {
  return name
    .replace(/[^\S\uFEFF]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/=(?=\?)/g, `=${ZWNJ}`)
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * A name that no mail client turns into a link. It looks unchanged, but where it could be read as a web address, an email
 * address or a telephone number, an invisible character is inserted between its parts. Markup is not handled here: it is
 * escaped where the name is put into HTML.
 */
export function inertName(name: string): string {
  return plainName(name)
    .replace(SEPARATORS, `${ZWNJ}$&${ZWNJ}`)
    .replace(TELEPHONE, (digits) => digits.replace(/\d(?=\d)/g, `$&${ZWNJ}`))
    .replace(/\u200C{2,}/g, ZWNJ);
}
