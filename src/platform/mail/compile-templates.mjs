import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import mjml2html from 'mjml';

/** What would make a mail client ask a server for something when the mail is opened. */
const REMOTE_CONTENT = /(?:src|background)=["']?(?:https?:)?\/\/|url\(|@import|<link\b/i;

/**
 * Compiles every `*.mjml` below `srcRoot` to an `*.html` at the same place below `outRoot`. The `{{placeholders}}`
 * stay as they are: values are put in, escaped, when a mail is made. Touches no network and no other file.
 *
 * @param {string} srcRoot
 * @param {string} outRoot
 * @returns {Promise<string[]>} the files written
 */
export async function compileTemplates(srcRoot, outRoot) {
  const entries = await readdir(srcRoot, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mjml'));
  return Promise.all(
    sources.map(async (entry) => {
      const source = join(entry.parentPath, entry.name);
      const target = join(outRoot, relative(srcRoot, source).replace(/\.mjml$/, '.html'));
      const html = await compileTemplate(await readFile(source, 'utf8'), relative(srcRoot, source));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, html);
      return target;
    }),
  );
}

/**
 * @param {string} mjml
 * @param {string} name for the message of an error
 * @returns {Promise<string>}
 */
export async function compileTemplate(mjml, name) {
  // mjml would drop an include silently; a template that wants one is a mistake.
  if (mjml.includes('<mj-include')) throw new Error(`${name}: a mail template includes no other file`);
  // The empty list of fonts keeps mjml from linking to a font server.
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  const remote = REMOTE_CONTENT.exec(html);
  if (remote !== null) throw new Error(`${name}: a mail loads nothing from elsewhere, but this one has ${remote[0]}`);
  return html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
