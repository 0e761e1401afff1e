import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';
import { noteSecret } from './test-artifacts.js';

/** Words, and more than one: what people write, and no name of a state or of a timezone. */
const PROSE = /\p{L}{3}.*[\s@].*\p{L}{3}/su;

/** A line of an email that says something. */
const SHORTEST_LINE = 20;

/** Longer texts would be cut off in a log as well; and the search for words takes its time with a long one. */
const MAX_TEXT_LENGTH = 200;

/** Notes what a process is given in confidence: secrets, keys, and the passwords in addresses. */
export function noteEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (/SECRET|API_KEY/.test(name)) noteSecret(name, value);
    notePasswords(value);
  }
}

/** Notes the passwords in an address, or in several with commas between them. */
export function notePasswords(addresses: string | null): void {
  for (const [, password = ''] of (addresses ?? '').matchAll(/:\/\/[^/\s:@]*:([^/\s@]+)@/g)) {
    noteSecret('a password', password);
    noteSecret('a password', decodeURIComponent(password));
  }
}

/** Notes the secrets that embedded servers have made for themselves. */
export function noteDataFolder(folder: string): void {
  noteSecret('APP_SECRET', readIfThere(join(folder, 'app-secret')).trim());
  for (const [, password] of readIfThere(join(folder, 'credentials.json')).matchAll(/": "([^"]+)"/g)) {
    noteSecret('a password', password);
  }
}

/** Notes what someone writes into a request: its texts, and the settings of an integration whatever they are. */
export function noteRequest(body: unknown, within = ''): void {
  if (typeof body === 'string') {
    if (within === 'settings') noteSecret('a setting', body);
    else noteProse(body.slice(0, MAX_TEXT_LENGTH));
  } else if (typeof body === 'object' && body !== null) {
    for (const [key, value] of Object.entries(body)) noteRequest(value, within === 'settings' ? within : key);
  }
}

function noteProse(text: string): void {
  if (PROSE.test(text)) noteSecret('a text of a request', text);
}

/** Notes what an answer hands out: a session's token, an API key. */
export function noteAnswer(body: unknown): void {
  const { token, key } = (body ?? {}) as { token?: unknown; key?: unknown };
  if (typeof token === 'string') noteSecret('a session token', token);
  if (typeof key === 'string') noteSecret('an API key', key);
}

/** The service's own address, which its first line in the log has as well. */
const ORIGIN = /^https?:\/\/[^/\s]+$/;

/** Notes the lines of an email, and the token of the link in it. */
export function noteMail({ text = '' }: ParsedMail): void {
  const lines = text.split('\n').map((line) => line.trim());
  for (const line of lines) {
    if (line.length >= SHORTEST_LINE && !ORIGIN.test(line)) noteSecret('a line of an email', line);
  }
  noteSecret('an invitation token', /\/invitations\/([\w.-]+)/.exec(text)?.[1]);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
