/** What only the author of a program knows: names of headers, fields and parameters, and words for their values. */
const TECHNICAL = new RegExp(
  [
    'header|Retry-After|ETag|If-Match|Content-Type|Authorization|Bearer|Idempotency|Origin',
    String.raw`\b(?:GET|POST|PUT|PATCH|DELETE)\b|\bid\b|\bpointer\b|/docs|[A-Z]+_[A-Z]+`,
    String.raw`["{}]|\b(?:[a-z]{2,}[A-Z]\w*|[a-z]+_[a-z_]+)\b`,
    String.raw`\b(?:null|(?:object|array|string|boolean|integer|property|parameter)s?)\b`,
    String.raw`\b(?:JSON|UTF-\d+|ASCII|UUID|IANA|YYYY|RFC \d+|ISO \d+)`,
  ].join('|'),
);

/** Headings and values of a file are the reader's own. */
const QUOTED = /“[^”]*”/g;

/** What in a problem's detail, or in that of one of its fields, is not for people; null: nothing. */
export function technicalIn(detail: string): string | null {
  return TECHNICAL.exec(detail.replace(QUOTED, '“”'))?.[0] ?? null;
}

/**
 * What is wrong with the detail of a field: it says in sentences what is wrong with the field or what it has to be, not how a
 * program sends it.
 */
export function wrongInFieldDetail(detail: string): string | null {
  if (!/^[A-Z“].*[.]$/s.test(detail)) return 'not a sentence';
  if (/^(?:Send|Pass|Give|Only allowed|Must)\b/.test(detail)) return 'does not begin with what is wrong';
  return technicalIn(detail);
}
