import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import mjml2html from 'mjml';

/** Elements that would make a mail client send a request when the email is opened. */
const REMOTE_CONTENT = /(?:src|background)=["']?(?:https?:)?\/\/|url\(|@import|<link\b/i;

/** The placeholder for a part that emails share, such as their common head: `letter-head.part.mjml`. */
const PART = /<!-- part: ([a-z-]+) -->/g;
const PART_FILE = '.part.mjml';

/**
 * Compiles every `*.mjml` below `srcRoot` to an `*.html` at the same place below `outRoot`. The `{{placeholders}}` are kept:
 * values are inserted, escaped, when an email is composed. Uses no network and no other file.
 *
 * @param {string} srcRoot
 * @param {string} outRoot
 * @returns {Promise<string[]>} the files written
 */
export async function compileTemplates(srcRoot, outRoot) {
  const entries = await templatesBelow(srcRoot);
  const parts = await readParts(srcRoot);
  const sources = entries.filter((entry) => !entry.name.endsWith(PART_FILE));
  return Promise.all(
    sources.map(async (entry) => {
      const source = join(entry.parentPath, entry.name);
      const target = join(outRoot, relative(srcRoot, source).replace(/\.mjml$/, '.html'));
      const html = await compileTemplate(await readFile(source, 'utf8'), relative(srcRoot, source), parts);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, html);
      return target;
    }),
  );
}

/** @param {string} srcRoot */
async function templatesBelow(srcRoot) {
  const entries = await readdir(srcRoot, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mjml'));
}

/**
 * The parts that emails share, by name: every `*.part.mjml` below the folder.
 *
 * @param {string} srcRoot
 * @returns {Promise<Map<string, string>>}
 */
export async function readParts(srcRoot) {
  const entries = (await templatesBelow(srcRoot)).filter((entry) => entry.name.endsWith(PART_FILE));
  const read = entries.map(async (entry) => [
    entry.name.slice(0, -PART_FILE.length),
    await readFile(join(entry.parentPath, entry.name), 'utf8'),
  ]);
  return new Map(await Promise.all(read));
}

/**
 * @param {string} source
 * @param {string} name for the message of an error
 * @param {Map<string, string>} parts
 * @returns {Promise<string>}
 */
export async function compileTemplate(source, name, parts = new Map()) {
  const mjml = source.replace(PART, (_, part) => {
    const content = parts.get(part);
    if (content === undefined) throw new Error(`${name}: the part ${part} does not exist`);
    return content;
  });
  // mjml would silently drop an include; a template with one is an error.
  if (mjml.includes('<mj-include')) throw new Error(`${name}: an email template must not include another file`);
  // The empty list of fonts keeps mjml from linking to a font server.
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  const remote = REMOTE_CONTENT.exec(html);
  if (remote !== null)
    throw new Error(`${name}: an email must not load anything from another server, but this one has ${remote[0]}`);
  return html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
