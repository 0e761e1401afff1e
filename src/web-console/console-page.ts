import type { ClerkConfiguration, LocalIdentityConfiguration } from '../identity/identity-configuration.js';
import { clerkOrigin } from '../identity/clerk/clerk-origin.js';
import type { ProductConfiguration } from '../platform/config/product.js';
import { escapeHtml } from '../platform/text/escape-html.js';

/** How people sign in. */
type ConsoleIdentity =
  Pick<LocalIdentityConfiguration, 'provider'> | Pick<ClerkConfiguration, 'provider' | 'publishableKey'>;

/** The placeholders in the built page. */
const TITLE = '<title>Organization Management</title>';
const PLACEHOLDER = '<meta name="identity-provider" content="local" />';

/** What the console's page has to know before its first request. */
export interface ConsoleSettings {
  readonly identity: ConsoleIdentity;
  readonly product: ProductConfiguration;
  /** The page of the mail catcher, in local development. */
  readonly mailCatcher: string | null;
}

/** The page with these values in `meta` elements and its title: the policy does not allow inline scripts. */
export function consolePage(built: string, { identity, product, mailCatcher }: ConsoleSettings): string {
  if (!built.includes(PLACEHOLDER) || !built.includes(TITLE))
    throw new Error('The console was built without a placeholder for its identity provider or its title.');
  const tags = [
    ['identity-provider', identity.provider],
    ...clerkMetaTags(identity),
    ['product-name', product.name],
    ...(product.logoPath === null ? [] : [['product-logo', product.logoPath]]),
    ...(mailCatcher === null ? [] : [['mail-catcher', mailCatcher]]),
  ];
  const meta = tags.map(([name = '', content = '']) => `<meta name="${name}" content="${escapeHtml(content)}" />`);
  // A function, since dollar signs in a replacement text have a special meaning.
  return built
    .replace(PLACEHOLDER, () => meta.join('\n    '))
    .replace(TITLE, () => `<title>${escapeHtml(product.name)}</title>`);
}

/** What the built page shows until its scripts have run: the frame of an organization's pages, or a single card. */
const FIRST_PAINTS = {
  framed: / *<!-- framed -->[^]*<!-- \/framed -->\n/,
  standalone: / *<!-- standalone -->[^]*<!-- \/standalone -->\n/,
};

/** The page without the first paint of the other layout. */
export function withFirstPaint(page: string, layout: keyof typeof FIRST_PAINTS): string {
  return page.replace(FIRST_PAINTS[layout === 'framed' ? 'standalone' : 'framed'], '');
}

/** A key without a host is of no use to the page, which then says that sign-in is not set up. */
function clerkMetaTags(identity: ConsoleIdentity): string[][] {
  if (identity.provider !== 'clerk' || identity.publishableKey === null) return [];
  const origin = clerkOrigin(identity.publishableKey);
  if (origin === null) return [];
  return [
    ['clerk-publishable-key', identity.publishableKey],
    ['clerk-origin', origin],
  ];
}
