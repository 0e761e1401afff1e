import { z } from 'zod';
import { isMailbox } from './formats/addresses.js';
import { readList } from './formats/lists.js';
import { readIpAddress, readCidr, readTrustProxy } from './formats/networks.js';
import { isPostgresUrl, isRedisUrl, isSmtpUrl, readOrigin } from './formats/urls.js';
import { readProductName, readServicePath } from './product.js';
import {
  baseUrl,
  oneOf,
  readAs,
  token,
  type TextFormat,
  type ValuesOf,
  type VariableSchemas,
} from './variable-schema.js';

const secretText = z
  .string()
  .refine((text) => Array.from(text).length >= 32, 'is too short: give it at least 32 random characters.')
  // A secret may be any text, including spaces at its ends.
  .meta({ isMultiline: true, isUntrimmed: true } satisfies TextFormat);

/** The variables of the process, its servers and its requests; modules have their own. */
export const PLATFORM_VARIABLES = {
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
  PRODUCT_NAME: readAs(
    readProductName,
    'must be a name of 1 to 60 characters in one line, without invisible or text-direction characters.',
  ),
  PRODUCT_LOGO_URL: readAs(
    readServicePath,
    'must be a path on this service that begins with one slash, like /logos/product.png, without a host, a query or a fragment.',
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
  METRICS_ALLOW: readAs(
    (text) => readList(text, readCidr),
    'must be addresses or CIDRs with commas between, like 127.0.0.0/8,10.0.0.0/8.',
  ),
  RATE_LIMITS: oneOf(['on', 'off'], 'must be on or off.'),
  LOG_FORMAT: oneOf(['json', 'pretty'], 'must be json or pretty.'),
} as const satisfies VariableSchemas;

export type PlatformEnvironment = ValuesOf<typeof PLATFORM_VARIABLES>;
