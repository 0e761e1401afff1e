import { inlineMarkdown, type Inline } from './inline-markdown';
import { markdownBlocks, type Block } from './markdown-blocks';

/** Lists, bold, italic and code as the assistant writes them; everything else is text, never markup. */
export function MessageText({ text }: { readonly text: string }) {
  // The parts never change their place: a message is not edited.
  return markdownBlocks(text).map((block, index) => <BlockPart key={index} {...block} />);
}

function BlockPart(block: Block) {
  if (block.kind === 'text') {
    return (
      <p>
        {inlineMarkdown(block.text).map((part, index) => (
          <InlinePart key={index} {...part} />
        ))}
      </p>
    );
  }
  const items = block.items.map((item, index) => (
    <li key={index}>
      <MessageText text={item} />
    </li>
  ));
  return block.first === null ? <ul>{items}</ul> : <ol start={block.first}>{items}</ol>;
}

function InlinePart({ kind, text }: Inline) {
  if (kind === 'bold') return <strong>{text}</strong>;
  if (kind === 'italic') return <em>{text}</em>;
  return kind === 'code' ? <code>{text}</code> : text;
}
