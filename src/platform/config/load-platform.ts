import path from 'node:path';
import type { Configuration, DatabaseConfiguration, S3Configuration, SecretConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { loadListening } from './listening-section.js';
import { defaultSender, loadProduct } from './product.js';
import { allOrNone, required } from './required.js';
import type { PlatformEnvironment } from './variables.js';

/**
 * Connections per process. Postgres allows 100 by default, which is enough for four processes and the migration; more
 * processes need a pooler in front rather than more connections here.
 */
const POOL_SIZE = 20;
/**
 * Far longer than any request or batch of a job takes, and short enough that a hanging statement does not keep its connection
 * and its locks unnoticed.
 */
const STATEMENT_TIMEOUT_MS = 30_000;
const DEFAULT_PORT = 3000;
/** The figures of all tenants must not be readable unless the operator allows it. */
const DEFAULT_METRICS_ALLOW: readonly string[] = ['127.0.0.0/8', '::1/128'];

/** What the settings of the modules depend on. */
export type BasicConfiguration = Pick<Configuration, 'production' | 'port' | 'publicUrl' | 'rateLimits'>;

/** @throws {ConfigurationError} for the first variable that is wrong */
export function loadBasics(variables: PlatformEnvironment): BasicConfiguration {
  const production = variables.NODE_ENV === 'production';
  const port = variables.PORT ?? DEFAULT_PORT;
  return {
    production,
    port,
    publicUrl: variables.PUBLIC_URL ?? `http://localhost:${port}`,
    rateLimits: loadRateLimits(variables, production),
  };
}

/**
 * The configuration without the settings of the modules.
 *
 * @param cwd the folder from which a relative `DATA_DIR` is resolved
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function loadPlatform(
  variables: PlatformEnvironment,
  basics: BasicConfiguration & Pick<Configuration, 'restrictHosts'>,
  cwd: string,
): Configuration {
  const product = loadProduct(variables);
  return {
    ...basics,
    ...loadListening(variables, basics),
    product,
    trustProxy: variables.TRUST_PROXY ?? false,
    dataDir: path.resolve(cwd, variables.DATA_DIR ?? '.data'),
    processRole: variables.PROCESS_ROLE ?? 'all',
    secret: loadSecret(variables),
    database: loadDatabase(variables),
    redisUrl: variables.REDIS_URL ?? null,
    mail: { smtpUrl: variables.SMTP_URL ?? null, from: variables.MAIL_FROM ?? defaultSender(product) },
    storage: { s3: loadS3(variables) },
    metricsAllow: variables.METRICS_ALLOW ?? DEFAULT_METRICS_ALLOW,
    metricsThroughProxy: variables.METRICS_ALLOW !== undefined,
    logFormat: variables.LOG_FORMAT ?? null,
  };
}

function loadRateLimits({ RATE_LIMITS }: PlatformEnvironment, production: boolean): boolean {
  if (production && RATE_LIMITS === 'off') {
    throw new ConfigurationError('RATE_LIMITS', 'must not be off in production: remove it or set it to on.');
  }
  return RATE_LIMITS !== 'off';
}

function loadSecret(variables: PlatformEnvironment): SecretConfiguration {
  if (variables.DATABASE_URL !== undefined) {
    // A secret generated in one machine's data folder could not decrypt what another process wrote to the same database.
    required(
      variables,
      'APP_SECRET',
      'with DATABASE_URL: set the same random text of at least 32 characters for each process.',
    );
  }
  return { current: variables.APP_SECRET ?? null, previous: variables.APP_SECRET_PREVIOUS ?? null };
}

function loadDatabase(variables: PlatformEnvironment): DatabaseConfiguration {
  if (variables.DATABASE_MIGRATION_URL !== undefined) {
    required(
      variables,
      'DATABASE_URL',
      'with DATABASE_MIGRATION_URL: set it, or remove both for the embedded database.',
    );
  }
  return {
    url: variables.DATABASE_URL ?? null,
    migrationUrl: variables.DATABASE_MIGRATION_URL ?? null,
    poolSize: POOL_SIZE,
    namedStatements: variables.DATABASE_POOLER !== 'transaction',
    statementTimeout: loadStatementTimeout(variables),
  };
}

/** A pooler in transaction mode refuses a connection with settings. */
function loadStatementTimeout(variables: PlatformEnvironment): number | null {
  if (variables.DATABASE_POOLER !== 'transaction') {
    return (variables.DATABASE_STATEMENT_TIMEOUT_MS ?? STATEMENT_TIMEOUT_MS) || null;
  }
  if (variables.DATABASE_STATEMENT_TIMEOUT_MS) {
    throw new ConfigurationError(
      'DATABASE_STATEMENT_TIMEOUT_MS',
      'does not reach Postgres through a pooler in transaction mode: remove it and set statement_timeout for the role.',
    );
  }
  return null;
}

function loadS3(variables: PlatformEnvironment): S3Configuration | null {
  const s3 = allOrNone(variables, ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']);
  return (
    s3 && {
      endpoint: s3.S3_ENDPOINT,
      bucket: s3.S3_BUCKET,
      accessKeyId: s3.S3_ACCESS_KEY_ID,
      secretAccessKey: s3.S3_SECRET_ACCESS_KEY,
    }
  );
}
