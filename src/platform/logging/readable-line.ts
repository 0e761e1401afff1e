/** Fields that a readable line shows in a place of its own, or not at all. */
const SHOWN_APART = new Set(['level', 'time', 'msg', 'err', 'requestId']);

type Fields = Readonly<Record<string, unknown>>;

/**
 * A line of the log for a person at a terminal: one short line, without ids that only programs need.
 *
 * @param json the line as the log writes it
 * @returns the line with its line end; the empty text for what is written for finding faults only
 */
export function readableLine(json: string): string {
  const fields = parse(json);
  if (fields === null) return json;
  if (fields['level'] === 'debug') return '';
  const text = fields['msg'] === 'request' ? requestText(fields) : messageText(fields);
  // A value may come from another program; on a terminal, control characters would be commands.
  return `${timeOf(fields)} ${text.replace(/\p{Cc}+/gu, ' ')}\n`;
}

function parse(json: string): Fields | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** The time of day here, to the second. */
function timeOf(fields: Fields): string {
  const time = new Date(textOf(fields['time']));
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The route's template and not the path, which may hold a token. The id is shown where it is needed: with a refusal. */
function requestText(fields: Fields): string {
  const { method, route, status, milliseconds, problem } = fields;
  const took = `${Math.max(1, Math.round(Number(milliseconds)))} ms`;
  const refusal = problem === undefined ? [] : [textOf(problem), requestOf(fields)];
  return [method, route === 'unknown' ? '(unknown path)' : route, status, took].map(textOf).concat(refusal).join(' ');
}

function messageText(fields: Fields): string {
  const level = fields['level'] === 'info' ? [] : [textOf(fields['level']).toUpperCase()];
  const error = errorOf(fields['err']);
  const details = Object.entries(fields)
    .filter(([name]) => !SHOWN_APART.has(name))
    .map(([name, value]) => `${name}=${textOf(value)}`);
  return [...level, textOf(fields['msg']), error, ...details, requestOf(fields)]
    .filter((part) => part !== '')
    .join(' ');
}

function requestOf(fields: Fields): string {
  return fields['requestId'] === undefined ? '' : `(request ${textOf(fields['requestId'])})`;
}

/** What kind of error, what it says, and where it happened. */
function errorOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { type, message, stack } = error as Fields;
  const place = /^\s+(at .+)$/m.exec(textOf(stack))?.[1] ?? '';
  return `${textOf(type)}: ${textOf(message)} ${place}`.trim();
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
