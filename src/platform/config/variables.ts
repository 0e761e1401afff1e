import { z } from 'zod';
import { normalizeAddress } from '../addresses/email-address.js';
import { isMailbox } from './formats/addresses.js';
import { clerkOrigin } from './formats/clerk-origin.js';
import { readList } from './formats/lists.js';
import { readIpAddress, readCidr, readTrustProxy } from './formats/networks.js';
import { readRsaPublicKey } from './formats/public-key.js';
import { isPostgresUrl, isRedisUrl, isSmtpUrl, readBaseUrl, readOrigin } from './formats/urls.js';

/** A variable whose text is parsed into a value; the parser returns `null` for a text that it cannot parse. */
function readAs<Value>(read: (text: string) => Value | null, problem: string) {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words, problem: string) {
  return z.enum(words, { error: problem });
}

const secretText = z
  .string()
  .refine((text) => Array.from(text).length >= 32, 'is too short: give it at least 32 random characters.');
const baseUrl = (what: string) =>
  readAs(readBaseUrl, `must be ${what}, written like https://host/path, without user, query or fragment.`);
/** A value in a header or a path must not contain spaces or non-ASCII letters. */
const token = (what: string, shape = /^[\x21-\x7e]+$/) =>
  z.string().regex(shape, `is not ${what}: copy it again, in full.`);
const price = token('the ID of a Stripe price (price_…, not the product: prod_…)', /^(?!prod_)[\w.-]+$/);

/**
 * Every variable that the service reads, with the rules for its value.
 *
 * A message continues the sentence after the variable's name; it never contains the value.
 */
const VARIABLES = {
  // Read as development, a misspelled word would silently switch off the rules for production.
  NODE_ENV: z
    .string()
    .refine((text) => text === 'production' || !/^prod/i.test(text), 'must be production to turn on production mode.'),
  PORT: readAs(
    (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null),
    'must be a whole number from 1 to 65535, or empty for 3000.',
  ),
  LISTEN_HOST: readAs(
    (text) => readList(text, readIpAddress),
    'must be IP addresses of this machine with commas between, like 127.0.0.1,::1, or 0.0.0.0 or :: for every network.',
  ),
  PUBLIC_URL: readAs(
    readOrigin,
    'must be the http or https address of the service without a path, like https://app.example.com.',
  ),
  TRUST_PROXY: readAs(
    readTrustProxy,
    'must be true, false, a number of hops, or addresses, CIDRs, loopback, linklocal or uniquelocal with commas between.',
  ),
  APP_SECRET: secretText,
  APP_SECRET_PREVIOUS: secretText,
  DATABASE_URL: z.string().refine(isPostgresUrl, 'must be like postgres://user:password@host:5432/database.'),
  DATABASE_MIGRATION_URL: z
    .string()
    .refine(isPostgresUrl, 'must be like postgres://owner:password@host:5432/database.'),
  DATABASE_POOLER: oneOf(
    ['none', 'transaction'],
    'must be transaction behind a pooler that does not follow prepared statements, or none.',
  ),
  DATABASE_STATEMENT_TIMEOUT_MS: readAs(
    (text) => (/^(?:0|[1-9]\d{3,6})$/.test(text) ? Number(text) : null),
    'must be a whole number of milliseconds from 1000 to 9999999, 0 for none, or empty for 30000.',
  ),
  DATABASE_CITUS: oneOf(['on', 'off'], 'must be on where Postgres is a Citus cluster, or off.'),
  REDIS_URL: z
    .string()
    .refine(
      isRedisUrl,
      'must be like redis://:password@host:6379/0 (rediss:// for TLS), or nodes of a cluster with commas between, like redis://:password@a:6379,b:6379.',
    ),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must be like smtp://user:password@host:587, or smtps:// for TLS, or empty for the catcher.'),
  MAIL_FROM: z.string().refine(isMailbox, 'must be one mailbox, like "Name <name@example.com>" without the quotes.'),
  DATA_DIR: z.string(),
  PROCESS_ROLE: oneOf(['all', 'api', 'worker'], 'must be all, api or worker.'),
  S3_ENDPOINT: baseUrl("the store's address"),
  S3_BUCKET: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/, "must be a bucket's name alone."),
  S3_ACCESS_KEY_ID: token('an access key ID'),
  S3_SECRET_ACCESS_KEY: token('a secret access key'),
  IDENTITY_PROVIDER: oneOf(['local', 'clerk'], 'must be local or clerk.'),
  ALLOW_LOCAL_IDENTITY: oneOf(['true', 'false'], 'must be true or false.'),
  CLERK_JWT_KEY: readAs(
    readRsaPublicKey,
    'must be the PEM of an RSA public key (-----BEGIN PUBLIC KEY-----…); in one line, write its line ends as \\n.',
  ),
  CLERK_ISSUER: baseUrl("your Clerk instance's address"),
  CLERK_AUTHORIZED_PARTIES: readAs(
    (text) => readList(text, readOrigin),
    'must be origins with commas between, like https://app.example.com,https://www.example.com.',
  ),
  // This key is sent to every browser, so a secret key must not be set here. It names the host that browsers may call.
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .refine((key) => clerkOrigin(key) !== null, "is not Clerk's publishable key (pk_…): copy it again, in full."),
  CLERK_SECRET_KEY: token("Clerk's secret key (sk_…)", /^sk_(?:test|live)_[\x21-\x7e]+$/),
  CLERK_API_URL: baseUrl("the address of Clerk's API"),
  CLERK_WEBHOOK_SIGNING_SECRET: token(
    "the webhook's signing secret (whsec_ and Base64)",
    /^(?:whsec_)?(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=?|[A-Za-z0-9+/]{2}(?:==)?)$/,
  ),
  BILLING_PROVIDER: oneOf(['local', 'stripe'], 'must be local or stripe.'),
  STRIPE_SECRET_KEY: token("Stripe's secret or restricted key (sk_… or rk_…)", /^[sr]k_[\x21-\x7e]+$/),
  STRIPE_WEBHOOK_SECRET: token("the webhook endpoint's signing secret (whsec_…)", /^whsec_[\x21-\x7e]+$/),
  // Its client calls paths below /v1 of a host, and no others.
  STRIPE_API_BASE: readAs(
    (text) => readOrigin(text.replace(/\/v1\/?$/, '')),
    "must be the address of Stripe's API, written like https://host, without path, user, query or fragment.",
  ),
  STRIPE_PRICE_STARTER: price,
  STRIPE_PRICE_PRO: price,
  STRIPE_PRICE_ENTERPRISE: price,
  STRIPE_PRICE_CREDITS: price,
  ASSISTANT_BASE_URL: baseUrl('the address of an OpenAI-compatible endpoint'),
  ASSISTANT_API_KEY: token('an API key'),
  ASSISTANT_MODEL: z.string().max(200, "must be a model's name of at most 200 characters."),
  PLATFORM_ADMINS: readAs(
    (text) => readList(text, normalizeAddress),
    'must be email addresses with commas between, like ada@example.com,grace@example.com.',
  ),
  PLATFORM_ADMIN_USER_IDS: readAs(
    (text) => readList(text, (id) => (/^[\w-]+$/.test(id) ? id : null)),
    "must be Clerk's user IDs with commas between, like user_2abc,user_2def.",
  ),
  METRICS_ALLOW: readAs(
    (text) => readList(text, readCidr),
    'must be addresses or CIDRs with commas between, like 127.0.0.0/8,10.0.0.0/8.',
  ),
  RATE_LIMITS: oneOf(['on', 'off'], 'must be on or off.'),
  LOG_FORMAT: oneOf(['json', 'pretty'], 'must be json or pretty.'),
  DEMO_DATA: oneOf(['true', 'false'], 'must be true or false.'),
} as const satisfies Record<string, z.ZodType<unknown, string>>;

export type VariableName = keyof typeof VARIABLES;

/** All variables, in the order of the documentation. */
export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[];

/** The values of an environment, by variable; one that is not set is `undefined`. */
export const environmentSchema = z.object(VARIABLES).partial();

export type Environment = z.output<typeof environmentSchema>;
