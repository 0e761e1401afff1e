import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../text/escape-html.js';

/** A text for `{{name}}`, several lines of it, or whether to show the part between `{{#name}}` and `{{/name}}` (`{{^name}}`: to hide it). */
export type TemplateValues = Readonly<Record<string, string | readonly string[] | boolean>>;

// Spaces inside the braces are allowed: prettier writes them into *.mjml.
const SECTION = /\{\{([#^])([A-Za-z]+)\}\}([\s\S]*?)\{\{\/\2\}\}/g;
const PLACEHOLDER = /\{\{\s*([A-Za-z]+)\s*\}\}/g;
const LEFTOVER = /\{\{[^{}]{0,40}\}\}/;
const ANY_NAME = /\{\{\s*[#^/]?([A-Za-z]+)\s*\}\}/g;

/** Reads a compiled template, such as `notices/mail/notice.html` below the folder of the compiled service. */
export function readTemplate(compiledRoot: string, path: string): string {
  return readFileSync(join(compiledRoot, path), 'utf8');
}

/**
 * Inserts values into a compiled template. Every text is HTML-escaped, without exception, and an inserted value is not
 * processed again, so a value `{{link}}` stays exactly that. Between lines a line break is inserted.
 *
 * @throws Error when the template names a value that is not given, or a value is given that it does not name: both mean that
 *   template and code do not match
 */
export function renderTemplate(html: string, values: TemplateValues): string {
  const named = new Set(Array.from(html.matchAll(ANY_NAME), (match) => match[1]));
  const unused = Object.keys(values).filter((name) => !named.has(name));
  if (unused.length > 0) throw new Error(`The template does not use: ${unused.join(', ')}`);

  const shown = html.replace(SECTION, (_, kind: string, name: string, content: string) =>
    flag(values, name) === (kind === '#') ? content : '',
  );
  const leftover = LEFTOVER.exec(shown.replace(PLACEHOLDER, ''));
  if (leftover !== null) throw new Error(`The template has a placeholder that cannot be read: ${leftover[0]}`);
  return shown.replace(PLACEHOLDER, (_, name: string) => lines(values, name).map(escapeHtml).join('<br />'));
}

function lines(values: TemplateValues, name: string): readonly string[] {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || typeof value === 'boolean') throw new Error(`The template needs a text: ${name}`);
  return typeof value === 'string' ? [value] : value;
}

function flag(values: TemplateValues, name: string): boolean {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (typeof value !== 'boolean') throw new Error(`The template needs a yes or no: ${name}`);
  return value;
}
