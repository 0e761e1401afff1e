import slugify from '@sindresorhus/slugify';
import { LONGEST_NAME } from '../platform/text/is-text.js';
import { refusalOfText } from '../platform/text/text.policy.js';

/** How many organizations on Free one person may own, with those that are deleted and not purged yet. */
export const MOST_FREE_ORGANIZATIONS = 10;

/** Whether this person may found another organization, which begins on Free. */
export function mayFound(freeOrganizationsOwned: number): boolean {
  return freeOrganizationsOwned < MOST_FREE_ORGANIZATIONS;
}

/** What is wrong with a normalized name of an organization, as a sentence for people; null where nothing is. */
export function refusalOfName(name: string): string | null {
  return (
    refusalOfText(name, { form: 'name', max: LONGEST_NAME }) ??
    // Of these a mail client would make a link.
    (/\/\/|www\./i.test(name) ? 'Leave out web addresses: "://", "//" and "www.".' : null)
  );
}

const LONGEST_SLUG = 50;

/**
 * Slugs that look like an address of the service, its staff or its partners: whoever had one could pass for them. The singular and
 * the plural are both in the list where both are usual.
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

/** Whether no organization may take this slug. */
export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.has(slug);
}

/** The beginning of an organization's slug, from its name: `Ümlaut & Söhne` becomes `uemlaut-and-soehne`, `YouTube` `youtube`. */
export function slugOf(name: string): string {
  const slug = slugify(name, { decamelize: false }).slice(0, LONGEST_SLUG).replace(/-+$/, '');
  return slug === '' ? 'organization' : slug;
}
