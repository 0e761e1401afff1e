/** The first letters of the first two words; a word without letters or digits, such as "&", is skipped. */
export function initials(name: string): string {
  const all = name.split(/\s+/).filter((word) => word !== '');
  const words = all.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return (words.length > 0 ? words : all)
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase())
    .join('');
}

/** The initials of a person whose name is beside it. */
export function PersonAvatar({ name }: { readonly name: string }) {
  return (
    <span className="avatar" aria-hidden>
      {initials(name)}
    </span>
  );
}
