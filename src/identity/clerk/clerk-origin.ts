const KEY = /^pk_(?:test|live)_([A-Za-z0-9+/=_-]+)$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/i;

/** The origin of Clerk's front-end API, whose host is in the publishable key, in Base64 with a `$` after it; else null. */
export function clerkOrigin(publishableKey: string): string | null {
  const encoded = KEY.exec(publishableKey)?.[1];
  if (encoded === undefined) return null;
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  if (!decoded.endsWith('$')) return null;
  const host = decoded.slice(0, -1);
  return HOST.test(host) ? `https://${host.toLowerCase()}` : null;
}
