import { domainToASCII } from 'node:url';

const LABEL = '(?!-)[a-z0-9-]{1,63}(?<!-)';
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_ATOM = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);
const NAMED_MAILBOX = /^(?<name>[^<>]*?) *<(?<address>[^<>]+)>$/;

/** One mailbox, `name@host` or `Name <name@host>`, that can be used unchanged in an email's From. */
export function isMailbox(value: string): boolean {
  const named = NAMED_MAILBOX.exec(value)?.groups;
  const [local, domain] = splitAddress(named?.['address'] ?? value);
  return DOT_ATOM.test(local) && local.length <= 64 && domain !== null && isDisplayName(named?.['name'] ?? '');
}

/** Unquoted, a comma or a colon would turn one sender into a list or a group. */
function isDisplayName(name: string): boolean {
  return /^[^"(),:;@[\]\\]*$/.test(name) || /^"(?:[^"\\]|\\.)*"$/.test(name);
}

function splitAddress(address: string): [local: string, domain: string | null] {
  const at = address.lastIndexOf('@');
  return at < 0 ? ['', null] : [address.slice(0, at), readDomain(address.slice(at + 1))];
}

function readDomain(domain: string): string | null {
  // `domainToASCII` extracts a host from longer texts, so characters that can delimit one are refused before.
  if (/[\s/\\?#:@[\]%]/.test(domain)) return null;
  const ascii = domainToASCII(domain);
  return ascii.length <= 253 && DOMAIN.test(ascii) ? ascii : null;
}
