/**
 * What differs from run to run, and only that:
 *
 * - ids, tokens and emails are named by the order in which they first appear, so that the same one has to come back in the
 *   same places ("id 3" here must be "id 3" there);
 * - times and ports are all the same.
 *
 * Whatever else an answer holds has to be equal to the letter.
 */
const KINDS = [
  // A JSON Web Token, in full or cut off behind its header, as a reader may see it.
  { name: 'session', pattern: /eyJ[\w-]+\.(?:…|[\w-]+\.[\w-]+)/y, isOneOfMany: true },
  { name: 'id', pattern: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/y, isOneOfMany: true },
  { name: 'mail', pattern: /\d{13}-[0-9a-f]{12}(?![\w-])/y, isOneOfMany: true },
  { name: 'link', pattern: /[\w-]{64}(?![\w-])/y, isOneOfMany: true },
  { name: 'time', pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/y, isOneOfMany: false },
  { name: 'local time', pattern: /\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d \([\w/]+, UTC[+-]\d+\)/y, isOneOfMany: false },
  { name: 'host', pattern: /(?<=http:\/\/)(?:localhost|127\.0\.0\.1):\d+/y, isOneOfMany: false },
] as const;

const WORD_BEFORE = /[\w-]$/;

/** Reads one side of the comparison, the page or the run, from its first answer to its last. */
export class AnswerNormalizer {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** The JSON with its keys in order and its changing parts named. */
  json(text: string): string {
    return this.text(JSON.stringify(ordered(JSON.parse(text)), null, 2));
  }

  /** The text with its changing parts named. */
  text(text: string): string {
    let result = '';
    for (let at = 0; at < text.length;) {
      const found = WORD_BEFORE.test(text.slice(0, at)) ? null : matchAt(text, at);
      if (found) {
        result += `<${found.isOneOfMany ? this.nameOf(found.kind, found.match) : found.kind}>`;
        at += found.match.length;
      } else {
        result += text.charAt(at);
        at += 1;
      }
    }
    return result;
  }

  private nameOf(kind: string, match: string): string {
    let name = this.names.get(match);
    if (name === undefined) {
      const count = (this.counts.get(kind) ?? 0) + 1;
      this.counts.set(kind, count);
      this.names.set(match, (name = `${kind} ${count}`));
    }
    return name;
  }
}

function matchAt(text: string, at: number) {
  for (const { name, pattern, isOneOfMany } of KINDS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) return { kind: name, match, isOneOfMany };
  }
  return null;
}

/** Key order means nothing in JSON. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
