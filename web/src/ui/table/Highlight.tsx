interface HighlightProps {
  readonly text: string;
  /** What was searched for; without it nothing is marked. */
  readonly search?: string | undefined;
}

/** A text in which every occurrence of the search is marked. */
export function Highlight({ text, search = '' }: HighlightProps) {
  const parts = partsOf(text, search.trim());
  return parts.map(({ part, isMatch }, position) => (isMatch ? <mark key={position}>{part}</mark> : part));
}

interface Part {
  readonly part: string;
  readonly isMatch: boolean;
}

function partsOf(text: string, search: string): Part[] {
  const [folded, wanted] = [text.toLowerCase(), search.toLowerCase()];
  // Where a letter has another length in lower case, positions differ: such a text is shown without marks.
  if (wanted === '' || folded.length !== text.length) return [{ part: text, isMatch: false }];
  const parts: Part[] = [];
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    if (at > from) parts.push({ part: text.slice(from, at), isMatch: false });
    from = at + wanted.length;
    parts.push({ part: text.slice(at, from), isMatch: true });
  }
  if (from < text.length) parts.push({ part: text.slice(from), isMatch: false });
  return parts;
}
