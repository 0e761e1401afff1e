/** A piece of a message. */
export interface Inline {
  readonly kind: 'text' | 'bold' | 'italic' | 'code';
  readonly text: string;
}

/** Signs around a word: `2 * 3 * 4` and `a ** b` have blanks beside them, and stay as they are. */
const MARKED =
  /`([^`\n]+)`|\*\*(\S(?:[^\n]*?\S)?)\*\*|(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|^#{1,6} +(.+)$/gm;

/** Splits a text at its bold, italic, code and headings. */
export function inlineMarkdown(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    const [all, code, bold, italic, heading] = match;
    const [kind, content] =
      code !== undefined
        ? (['code', code] as const)
        : italic !== undefined
          ? (['italic', italic] as const)
          : (['bold', bold ?? heading ?? ''] as const);
    parts.push({ kind, text: content });
    end = match.index + all.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
