/**
 * Whether the typed name is this one: upper and lower case are the same, and so are composed accents and runs of blanks. Typing it
 * shows that the person means this one, which a capital letter adds nothing to; a no-break space or two blanks that a page shows as one
 * cannot be typed, and an accent that is a character of its own cannot be seen.
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
