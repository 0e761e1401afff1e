import { findWebAddress } from '../platform/text/web-address.policy.js';

/** The most characters of a personal message. */
export const MAX_MESSAGE_LENGTH = 500;

/** Controls other than line breaks, and the characters that change the text direction of what follows. */
const NOT_IN_A_MESSAGE = /[^\P{Cc}\n\r]|[\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** How much of a found address is repeated in the refusal. */
const SHOWN_LENGTH = 60;

/**
 * Why a personal message cannot be sent, as a sentence; null: it can. Our email must not have links of other people to addresses that
 * they choose.
 */
export function refusalOfMessage(message: string): string | null {
  if (NOT_IN_A_MESSAGE.test(message)) return 'Remove control and text-direction characters.';
  const address = findWebAddress(message);
  if (address === null) return null;
  const shown = Array.from(address).slice(0, SHOWN_LENGTH).join('');
  return `Leave out web addresses: “${shown}” looks like one. If it is not one, put a space after the full stop.`;
}

/** The message as it is stored: one kind of line break, at most one empty line in a row, no blanks at the ends. */
export function normalizeMessage(message: string): string {
  return message
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The paragraphs and lines of a stored message. */
export function linesOf(message: string): string[] {
  return message.split('\n');
}
