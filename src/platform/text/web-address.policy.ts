import { isTopLevelDomain } from './top-level-domains.js';

/** With a scheme, or with "www.": an address whatever follows. */
const WITH_SCHEME =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]*:\/\/|(?:https?|ftp|mailto):(?=\S)|www\d*\.(?=[\p{L}\p{N}]))\S*/iu;

/** An IPv4 address with a path or a port; without them it looks like a version. */
const NUMERIC = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}[/:]\S+/u;

const LABEL = '[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?';

/** Labels joined by dots, with what is before and after: `(@)example.com(/path)`. */
const DOTTED = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_.-])((?:${LABEL})(?:\\.${LABEL})+)(@|/\\S*|[:?#]\\S+)?`, 'gu');

/** Read as domains even with a capital letter, as at the start of a sentence ("Evil.Com"). */
const UNMISTAKABLE: ReadonlySet<string> = new Set(['com', 'net', 'org', 'info', 'biz', 'io', 'app', 'dev', 'example']);

/**
 * The first web address in a text; null: it has none. Found are addresses with a scheme or "www.", and domains with a known
 * top-level domain, such as `example.com/path`. Not found are abbreviations ("e.g."), numbers ("3.5"), file names, email addresses,
 * and sentences without a space between them ("Welcome.See you").
 */
export function findWebAddress(text: string): string | null {
  // Full-width characters and ideographic full stops are read as ASCII by browsers; invisible ones are dropped by them.
  const plain = text
    .normalize('NFKC')
    .replaceAll('\u3002', '.')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const found = WITH_SCHEME.exec(plain) ?? NUMERIC.exec(plain);
  if (found) return found[0];
  for (const { 0: whole, 1: domain = '', 2: after = '', index } of plain.matchAll(DOTTED)) {
    if (isWebAddress(domain, after, plain[index - 1] === '@')) return whole;
  }
  return null;
}

function isWebAddress(domain: string, after: string, isAfterAt: boolean): boolean {
  // The local part of an email address, or its domain; with a path behind it the whole is a web address with a user's name.
  if (after === '@' || (isAfterAt && after === '')) return false;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.slice(1).some((label) => UNMISTAKABLE.has(label.toLowerCase()))) return true;
  if (!isTopLevelDomain(last) || isTimeOfDay(labels)) return false;
  return after !== '' || !startsASentence(last);
}

/** "10.am" */
function isTimeOfDay(labels: readonly string[]): boolean {
  return labels.length === 2 && /^\d{1,2}$/.test(labels[0] ?? '') && /^[ap]m$/i.test(labels[1] ?? '');
}

/** "It" in "done.It is": a space is missing. */
function startsASentence(label: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(label);
}
