import type { Configuration } from './configuration.js';
import { isPlainHttpElsewhere } from './formats/urls.js';

/** A warning about a production start, which does not prevent it. */
export interface ConfigurationWarning {
  readonly variable: string;
  /** Continues the sentence after the variable's name; never contains the value. */
  readonly problem: string;
}

/** A random text of 32 characters has far more different characters, also in hexadecimal. */
const MIN_DIFFERENT_CHARACTERS = 8;

/** Probable errors in production of the secrets and the servers, each once and in one sentence. */
export function serverWarnings(configuration: Configuration): readonly ConfigurationWarning[] {
  return [
    ...secretWarnings(configuration),
    ...embeddedWarnings(configuration),
    ...plainHttpWarnings('S3_ENDPOINT', [configuration.storage.s3?.endpoint]),
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

/** A warning if one of the addresses of the variable is plain http to another machine. */
export function plainHttpWarnings(
  variable: string,
  addresses: readonly (string | undefined)[],
): readonly ConfigurationWarning[] {
  if (!addresses.some((address) => address !== undefined && isPlainHttpElsewhere(address))) return [];
  return [
    { variable, problem: 'is plain http to another machine: what is sent there can be read on the way; use https.' },
  ];
}

/** Probable errors in production of what other machines may do, each once and in one sentence. */
export function networkWarnings(configuration: Configuration): readonly ConfigurationWarning[] {
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
  return warnings;
}
