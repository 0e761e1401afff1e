interface TextBlock {
  readonly kind: 'text';
  text: string;
}

interface ListBlock {
  readonly kind: 'list';
  /** The number of the first item; null: the list has bullets. */
  readonly first: number | null;
  /** The texts of the items: each may have blocks of its own. */
  readonly items: string[];
  /** How far a line has to be indented to belong to the item above it. */
  readonly indent: number;
}

export type Block = TextBlock | ListBlock;

const ITEM = /^( {0,3}(?:[-*+]|(\d{1,9})[.)]) +)(\S.*)$/;

/** Splits a message into its lists and the text between them. */
export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) addLine(blocks, line);
  for (const block of blocks) if (block.kind === 'text') block.text = block.text.replace(/^\n+|\n+$/g, '');
  return blocks.filter((block) => block.kind === 'list' || block.text !== '');
}

function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list' && continuesItem(last, line)) {
    last.items.push(`${last.items.pop() ?? ''}\n${line.slice(last.indent)}`);
    return;
  }
  const [, sign, number, content] = ITEM.exec(line) ?? [];
  if (sign !== undefined && content !== undefined) {
    const first = number === undefined ? null : Number(number);
    if (last?.kind === 'list' && (last.first === null) === (first === null)) last.items.push(content);
    else blocks.push({ kind: 'list', first, items: [content], indent: sign.length });
  } else if (last?.kind === 'text') last.text += `\n${line}`;
  else blocks.push({ kind: 'text', text: line });
}

function continuesItem({ indent }: ListBlock, line: string): boolean {
  return line.trim() === '' || line.startsWith(' '.repeat(indent));
}
