import type { Secret } from '../../support/test-artifacts.js';

/** What no log may hold, no matter who it belongs to. */
const PATTERNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a JSON web token', /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]+/],
  ['an API key', /\bclz_[\w-]{8,}/],
  ['the link of an invitation', /\/invitations\/[\w.-]{37,}/],
  ['a key of Stripe or Clerk', /\b(?:sk|rk|whsec)_\w{4,}/],
  ['credentials', /\b(?:[Bb]earer|[Bb]asic) [\w.~+/=-]{8,}/],
  ['a password in an address', /\w:\/\/[^\s/"@:]*:[^\s/"@]+@/],
  ['an e-mail address', /\w@(?:[\w-]+\.)+[A-Za-z]{2,}/],
  ['a private key', /-----BEGIN/],
];

/** A start that is refused says what a variable should look like (`src/configuration/variables.ts`); no one's value. */
const EXAMPLES = [
  'postgres://user:password@host:5432/database.',
  'smtp://user:password@host:587,',
  '"Name <name@example.com>"',
  'like ada@example.com,grace@example.com.',
];

/** By so many characters a secret is looked up; none is shorter. */
const BEGINNING = 8;

/** Where a log holds what it must not: what that is, and the line. */
export interface Leak {
  readonly what: string;
  readonly line: string;
}

/** Looks for secrets in logs: for thousands of them, in one pass over each log. */
export class LogScan {
  private readonly byBeginning = new Map<string, Secret[]>();
  /** Which three characters a secret may begin with: nearly every place of a log is skipped by one lookup in here. */
  private readonly mayBegin = new Uint8Array(2 ** 16);

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets.flatMap(asLogged)) {
      const beginning = secret.text.slice(0, BEGINNING);
      const alike = this.byBeginning.get(beginning);
      if (alike) alike.push(secret);
      else this.byBeginning.set(beginning, [secret]);
      this.mayBegin[hashAt(secret.text, 0)] = 1;
    }
  }

  /** Each line that holds something, once for each thing. */
  leaksIn(log: string): Leak[] {
    const lines = log.split('\n');
    return lines.flatMap((line) => [...this.secretsIn(line), ...patternsIn(line)].map((what) => ({ what, line })));
  }

  private secretsIn(line: string): string[] {
    const found: string[] = [];
    for (let at = 0; at + BEGINNING <= line.length; at += 1) {
      if (this.mayBegin[hashAt(line, at)] === 0) continue;
      const alike = this.byBeginning.get(line.slice(at, at + BEGINNING)) ?? [];
      found.push(...alike.filter(({ text }) => line.startsWith(text, at)).map(({ what }) => what));
    }
    return [...new Set(found)];
  }
}

function patternsIn(line: string): string[] {
  const said = EXAMPLES.reduce((rest, example) => rest.replaceAll(example, ''), line);
  return PATTERNS.flatMap(([what, pattern]) => (pattern.test(said) ? [what] : []));
}

/** A secret as it is in JSON or in an address, too. */
function asLogged({ what, text }: Secret): Secret[] {
  // Half a character, as some tests send, is another one on the way to a log.
  const whole = Buffer.from(text).toString();
  const texts = [whole, JSON.stringify(whole).slice(1, -1), encodeURIComponent(whole)];
  return [...new Set(texts)].map((logged) => ({ what, text: logged }));
}

function hashAt(text: string, at: number): number {
  return ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) & 0xffff;
}
