import slugify from '@sindresorhus/slugify';
import { MAX_NAME_LENGTH } from '../platform/text/is-text.js';
import { refusalOfText } from '../platform/text/text.policy.js';

/** How many organizations on the Free plan one person may own, including those that are deleted and not purged yet. */
const MAX_FREE_ORGANIZATIONS = 10;

/** Whether this person may create another organization, which begins on the Free plan. */
export function canCreateFreeOrganization(freeOrganizationsOwned: number): boolean {
  return freeOrganizationsOwned < MAX_FREE_ORGANIZATIONS;
}

/** The error of a normalized organization name, as a sentence for people; null if the name is valid. */
export function refusalOfName(name: string): string | null {
  return (
    refusalOfText(name, { form: 'name', max: MAX_NAME_LENGTH }) ??
    // Mail clients turn these into links.
    (/\/\/|www\./i.test(name) ? 'Leave out web addresses: “://”, “//” and “www.”.' : null)
  );
}

const MAX_SLUG_LENGTH = 50;

/**
 * Slugs that look like an address of the service, its staff or its partners: an organization with one of them could pass
 * itself off as these. The list has the singular and the plural where both are common.
 */
const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `about abuse access account accounts admin administrator admins analytics api app apps assets assistant audit auth authentication
   billing blog bot bots bull callback cdn checkout clerk config console contact dashboard demo dev developer developers docs
   documentation download downloads email export exports faq favicon ftp health help home host hostmaster http https image images
   import imports info integrations internal invitation invitations invite invites invoice invoices join legal live local localhost
   log login logo logos logout logs mail me member members metrics mta-sts new news noc none null o oauth oidc official openapi
   operator organization organizations organisation organisations owner owners password pay payment payments ping plan plans platform
   policy postmaster pricing privacy problems profile prod production public queue queues register reports reset restore robots root
   saml sales scim security self service session sessions settings setup shop sign-in sign-out sign-up signin signout signup sitemap
   smtp sso staff stage staging static stats status stripe subscription subscriptions superadmin support system team teams terms test
   token tokens trust undefined unsubscribe update upload uploads user users v1 v2 verify webhook webhooks webmaster welcome well-known
   www`
    .trim()
    .split(/\s+/),
);

/** Whether this slug is reserved. */
export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.has(slug);
}

/**
 * The beginning of an organization's slug, made from its name: `Ümlaut & Söhne` becomes `uemlaut-and-soehne`, `YouTube`
 * becomes `youtube`.
 */
export function slugOf(name: string): string {
  const slug = slugify(name, { decamelize: false }).slice(0, MAX_SLUG_LENGTH).replace(/-+$/, '');
  return slug === '' ? 'organization' : slug;
}
