import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Reserved by RFC 6761 and RFC 7686: they are in no registry's list, but people and clients read them as domains. */
const RESERVED = ['example', 'local', 'onion'];

/** IANA's top-level domains in lower case, international ones as Unicode. The package's main file is JSON, which only `require` reads. */
const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set([...(require('tlds') as readonly string[]), ...RESERVED]);

/** Whether a label is a top-level domain; an A-label (`xn--…`) counts as one. */
export function isTopLevelDomain(label: string): boolean {
  const lower = label.toLowerCase();
  return TOP_LEVEL_DOMAINS.has(lower) || lower.startsWith('xn--');
}
