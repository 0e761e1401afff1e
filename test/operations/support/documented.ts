import { readFileSync } from 'node:fs';

/**
 * The commands of docs/operations.md, block by block, as an operator would copy them.
 *
 * @param heading of the section that they are in
 */
export function documentedCommands(heading: string): string[] {
  const text = readFileSync('docs/operations.md', 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/operations.md has no section "${heading}".`);
  // Steps of a list are indented, their blocks with them.
  return [...section.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, indent = '', block = '']) =>
    block.replace(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** The one block that holds this. */
export function blockWith(blocks: readonly string[], word: string): string {
  const found = blocks.filter((block) => block.includes(word));
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} blocks of docs/operations.md hold "${word}".`);
  return found[0];
}
