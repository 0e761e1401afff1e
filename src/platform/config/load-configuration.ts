import path from 'node:path';
import { loadBilling } from './billing-section.js';
import type {
  AssistantConfiguration,
  Configuration,
  DatabaseConfiguration,
  S3Configuration,
  SecretConfiguration,
} from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { loadIdentity } from './identity-section.js';
import { loadListening } from './listening-section.js';
import { refuseUnsafeProduction } from './production-rules.js';
import { readEnvironment, type RawEnvironment } from './read-environment.js';
import { allOrNone, required } from './required.js';
import type { Environment } from './variables.js';

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
const DEFAULT_MAIL_FROM = 'Organization Management <no-reply@localhost>';
/** The figures of all tenants must not be readable unless the operator allows it. */
const DEFAULT_METRICS_ALLOW: readonly string[] = ['127.0.0.0/8', '::1/128'];

/**
 * Reads and checks the whole environment. A variable that is not set gets its default or the embedded server.
 *
 * Pure: it opens no file and no connection, so the same environment always gives the same result.
 *
 * @param cwd the folder from which a relative `DATA_DIR` is resolved
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function loadConfiguration(environment: RawEnvironment, cwd: string): Configuration {
  const variables = readEnvironment(environment);
  const production = variables.NODE_ENV === 'production';
  const port = variables.PORT ?? DEFAULT_PORT;
  const publicUrl = variables.PUBLIC_URL ?? `http://localhost:${port}`;
  const rateLimits = loadRateLimits(variables, production);
  const demoData = loadDemoData(variables, production);
  const identity = loadIdentity(variables, { production, publicUrl });
  const billing = loadBilling(variables, { production });
  if (production) refuseUnsafeProduction(variables, { identity, billing });
  return {
    production,
    rateLimits,
    demoData,
    port,
    ...loadListening(variables, identity),
    publicUrl,
    trustProxy: variables.TRUST_PROXY ?? false,
    dataDir: path.resolve(cwd, variables.DATA_DIR ?? '.data'),
    processRole: variables.PROCESS_ROLE ?? 'all',
    secret: loadSecret(variables),
    database: loadDatabase(variables),
    redisUrl: variables.REDIS_URL ?? null,
    mail: { smtpUrl: variables.SMTP_URL ?? null, from: variables.MAIL_FROM ?? DEFAULT_MAIL_FROM },
    storage: { s3: loadS3(variables) },
    identity,
    billing,
    assistant: loadAssistant(variables),
    platformAdmins: variables.PLATFORM_ADMINS ?? [],
    platformAdminUserIds: variables.PLATFORM_ADMIN_USER_IDS ?? [],
    metricsAllow: variables.METRICS_ALLOW ?? DEFAULT_METRICS_ALLOW,
    metricsThroughProxy: variables.METRICS_ALLOW !== undefined,
    logFormat: variables.LOG_FORMAT ?? null,
  };
}

function loadRateLimits({ RATE_LIMITS }: Environment, production: boolean): boolean {
  if (production && RATE_LIMITS === 'off') {
    throw new ConfigurationError('RATE_LIMITS', 'must not be off in production: remove it or set it to on.');
  }
  return RATE_LIMITS !== 'off';
}

/** Before the identity is checked: a demo in production is refused with its own sentence. */
function loadDemoData({ DEMO_DATA, IDENTITY_PROVIDER }: Environment, production: boolean): boolean {
  const wanted = DEMO_DATA === 'true';
  if (wanted && production) {
    throw new ConfigurationError('DEMO_DATA', 'must not be true in production: demo data is for trials only.');
  }
  if (wanted && (IDENTITY_PROVIDER ?? 'local') !== 'local') {
    throw new ConfigurationError('DEMO_DATA', 'needs the local identity: remove it, or IDENTITY_PROVIDER.');
  }
  return wanted;
}

function loadSecret(variables: Environment): SecretConfiguration {
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

function loadDatabase(variables: Environment): DatabaseConfiguration {
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
function loadStatementTimeout(variables: Environment): number | null {
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

function loadS3(variables: Environment): S3Configuration | null {
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

function loadAssistant(variables: Environment): AssistantConfiguration | null {
  if (variables.ASSISTANT_API_KEY !== undefined) {
    required(
      variables,
      'ASSISTANT_BASE_URL',
      'with ASSISTANT_API_KEY: set it, or remove the key to go without assistant.',
    );
  }
  const assistant = allOrNone(variables, ['ASSISTANT_BASE_URL', 'ASSISTANT_MODEL']);
  return (
    assistant && {
      baseUrl: assistant.ASSISTANT_BASE_URL,
      apiKey: variables.ASSISTANT_API_KEY ?? null,
      model: assistant.ASSISTANT_MODEL,
    }
  );
}
