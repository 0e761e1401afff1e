import slugify from '@sindresorhus/slugify';

/** How many organizations on Free one person may own, with those that are deleted and not purged yet. */
export const MOST_FREE_ORGANIZATIONS = 10;

/** Whether this person may found another organization, which begins on Free. */
export function mayFound(freeOrganizationsOwned: number): boolean {
  return freeOrganizationsOwned < MOST_FREE_ORGANIZATIONS;
}

/** 1 to 100 characters; no control or bidi characters, and nothing of which a mail client would make a link. */
export function refusalOfName(name: string): string | null {
  const { length } = Array.from(name);
  if (length < 1 || length > 100 || !/[^\s\u200c\u200d]/u.test(name)) return 'Give a name of 1 to 100 characters.';
  // The joiners U+200C and U+200D stay: Persian and emoji need them.
  if (/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(name)) {
    return 'Leave out control, invisible and text-direction characters.';
  }
  return looksLikeUrl(name) ? 'Leave out web addresses: "//", "www." and the like.' : null;
}

function looksLikeUrl(name: string): boolean {
  return /:\/\/|\/\/|\bwww\.|[\\<>]/i.test(name);
}

const LONGEST_SLUG = 50;

/** The beginning of an organization's slug, from its name: `Ümlaut & Söhne` becomes `umlaut-and-sohne`. */
export function slugOf(name: string): string {
  const slug = slugify(name).slice(0, LONGEST_SLUG).replace(/-+$/, '');
  return slug === '' ? 'organization' : slug;
}
