import type { Configuration } from './configuration.js';
import { isPlainHttpElsewhere } from './formats/urls.js';
import type { VariableName } from './variables.js';

/** A warning about a production start, which does not prevent it. */
export interface ConfigurationWarning {
  readonly variable: VariableName;
  /** Continues the sentence after the variable's name; never contains the value. */
  readonly problem: string;
}

/** A random text of 32 characters has far more different characters, also in hexadecimal. */
const MIN_DIFFERENT_CHARACTERS = 8;

/** Probable errors of a production configuration, each once and in one sentence; none outside of production. */
export function warningsOf(configuration: Configuration): readonly ConfigurationWarning[] {
  if (!configuration.production) return [];
  return [
    ...secretWarnings(configuration),
    ...embeddedWarnings(configuration),
    ...plainHttpWarnings(configuration),
    ...networkWarnings(configuration),
  ];
}

function secretWarnings({ secret }: Configuration): ConfigurationWarning[] {
  const warnings: ConfigurationWarning[] = [];
  const weak = 'repeats a few characters: use a random text, such as openssl rand -base64 48 prints.';
  if (isRepetitive(secret.current)) warnings.push({ variable: 'APP_SECRET', problem: weak });
  if (isRepetitive(secret.previous)) warnings.push({ variable: 'APP_SECRET_PREVIOUS', problem: weak });
  if (secret.previous !== null && secret.previous === secret.current) {
    warnings.push({
      variable: 'APP_SECRET_PREVIOUS',
      problem: 'is the same as APP_SECRET: set the secret before it, or remove it after the rotation.',
    });
  }
  return warnings;
}

function isRepetitive(secret: string | null): boolean {
  return secret !== null && new Set(secret).size < MIN_DIFFERENT_CHARACTERS;
}

function embeddedWarnings({ database, redisUrl }: Configuration): ConfigurationWarning[] {
  const warnings: ConfigurationWarning[] = [];
  const embedded = (server: string): string =>
    `is not set, so an embedded ${server} under DATA_DIR is used: it has no backup and serves one process only.`;
  if (database.url === null) warnings.push({ variable: 'DATABASE_URL', problem: embedded('Postgres') });
  if (redisUrl === null) warnings.push({ variable: 'REDIS_URL', problem: embedded('Redis') });
  return warnings;
}

function plainHttpWarnings({ identity, assistant, storage }: Configuration): ConfigurationWarning[] {
  const addresses: [VariableName, readonly string[]][] = [
    ['ASSISTANT_BASE_URL', assistant === null ? [] : [assistant.baseUrl]],
    ['S3_ENDPOINT', storage.s3 === null ? [] : [storage.s3.endpoint]],
    ['CLERK_ISSUER', identity.provider === 'clerk' ? [identity.issuer] : []],
    ['CLERK_AUTHORIZED_PARTIES', identity.provider === 'clerk' ? identity.authorizedParties : []],
  ];
  return addresses
    .filter(([, urls]) => urls.some(isPlainHttpElsewhere))
    .map(([variable]) => ({
      variable,
      problem: 'is plain http to another machine: what is sent there can be read on the way; use https.',
    }));
}

function networkWarnings(configuration: Configuration): ConfigurationWarning[] {
  const warnings: ConfigurationWarning[] = [];
  if (configuration.metricsAllow.some((network) => network.endsWith('/0'))) {
    warnings.push({ variable: 'METRICS_ALLOW', problem: 'lets every network read /metrics: name the scraper alone.' });
  }
  if (configuration.trustProxy === true) {
    warnings.push({
      variable: 'TRUST_PROXY',
      problem: 'is true, so every client can forge its address: set the number of proxies or their addresses.',
    });
  }
  if (configuration.identity.provider !== 'local' && configuration.platformAdmins.length > 0) {
    warnings.push({
      variable: 'PLATFORM_ADMINS',
      problem: 'is not read with Clerk: name superadmins in PLATFORM_ADMIN_USER_IDS.',
    });
  }
  return warnings;
}
