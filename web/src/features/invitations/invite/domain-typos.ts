/** Providers whose names are typed often; also some that are close to another one, so that they are not taken for a typo of it. */
const PROVIDERS = [
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'icloud.com', 'yahoo.com', 'aol.com'],
  ...['hotmail.co.uk', 'yahoo.co.uk', 'hotmail.fr', 'yahoo.fr', 'outlook.de', 'hotmail.de', 'yahoo.de', 'gmx.de'],
  ...['gmx.net', 'web.de', 'protonmail.com', 'proton.me', 'msn.com', 'comcast.net', 'orange.fr', 'libero.it'],
  ...['mail.com', 'email.com', 'ymail.com', 'me.com', 'mac.com', 'gmx.com', 'gmx.at', 'gmx.ch', 'mail.de', 'love.com'],
];

/** Shorter names differ from one another by a letter without being typos. */
const MIN_LENGTH = 7;

/** The provider that was probably meant by an address's domain: "gmail.com" for `ada@gmial.com`; null: no typo is likely. */
export function likelyDomain(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (domain.length < MIN_LENGTH || PROVIDERS.includes(domain)) return null;
  return PROVIDERS.find((provider) => provider.length >= MIN_LENGTH && isOneSlip(domain, provider)) ?? null;
}

/** The same address at another domain. */
export function atDomain(email: string, domain: string): string {
  return `${email.slice(0, email.lastIndexOf('@') + 1)}${domain}`;
}

/** Whether one letter is missing, too many or wrong, or two neighbours have changed places. */
function isOneSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start++;
  const [a, b] = [typed.slice(start), meant.slice(start)];
  const [withoutA, withoutB] = [a.slice(1), b.slice(1)];
  if (withoutA === b || withoutB === a || withoutA === withoutB) return true;
  return a === `${b.charAt(1)}${b.charAt(0)}${b.slice(2)}`;
}
