import type { ClerkConfiguration, LocalIdentityConfiguration } from '../config/configuration.js';
import { clerkOrigin } from '../config/formats/clerk-origin.js';

/** What the console's page has to know before its first call: how people sign in. */
export type ConsoleIdentity =
  Pick<LocalIdentityConfiguration, 'provider'> | Pick<ClerkConfiguration, 'provider' | 'publishableKey'>;

/** Where the built page leaves room for it. */
const ROOM = '<meta name="identity-provider" content="local" />';

/** The page with what it has to know in `meta` elements: a policy without inline scripts leaves no other way. */
export function consolePage(built: string, identity: ConsoleIdentity): string {
  if (!built.includes(ROOM)) throw new Error('The console was built without room for its identity provider.');
  const names = [['identity-provider', identity.provider], ...clerkNames(identity)];
  const meta = names.map(([name = '', content = '']) => `<meta name="${name}" content="${escape(content)}" />`);
  // A function, as a text would have its dollar signs read as commands.
  return built.replace(ROOM, () => meta.join('\n    '));
}

/** A key that names no host is of no use to the page, which then says that signing in is not set up. */
function clerkNames(identity: ConsoleIdentity): string[][] {
  if (identity.provider !== 'clerk' || identity.publishableKey === null) return [];
  const origin = clerkOrigin(identity.publishableKey);
  if (origin === null) return [];
  return [
    ['clerk-publishable-key', identity.publishableKey],
    ['clerk-origin', origin],
  ];
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
