/**
 * Whether the typed name is this one. Case is ignored, accents are composed, and runs of blanks count as one: a person can neither
 * type a no-break space or two blanks that a page shows as one, nor see whether an accent is a character of its own.
 */
export function isSameName(typed: string, name: string): boolean {
  return normalize(typed) === normalize(name);
}

function normalize(name: string): string {
  return (
    name
      .normalize('NFC')
      .replace(/\p{White_Space}+/gu, ' ')
      .trim()
      // Upper case first: "ß" and "SS" are the same then.
      .toUpperCase()
      .toLowerCase()
  );
}
