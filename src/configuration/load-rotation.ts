import type { RunningConfiguration } from '../platform/config/configuration.js';
import { loadConfiguration } from './load-configuration.js';
import type { RawEnvironment } from '../platform/config/read-environment.js';

/** The part of the configuration that re-encrypting needs. */
export type RotationConfiguration = Pick<RunningConfiguration, 'database' | 'secret'>;

/**
 * The configuration of `npm run rotate-secret`: the job that rotates the secret does not need Redis or the mail server.
 *
 * @returns `null` for the embedded database
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function loadRotation(environment: RawEnvironment): RotationConfiguration | null {
  const { database, secret } = loadConfiguration(
    {
      DATABASE_URL: environment['DATABASE_URL'],
      DATABASE_POOLER: environment['DATABASE_POOLER'],
      DATABASE_STATEMENT_TIMEOUT_MS: environment['DATABASE_STATEMENT_TIMEOUT_MS'],
      APP_SECRET: environment['APP_SECRET'],
      APP_SECRET_PREVIOUS: environment['APP_SECRET_PREVIOUS'],
    },
    process.cwd(),
  );
  if (database.url === null || secret.current === null) return null;
  return { database: { ...database, url: database.url }, secret: { ...secret, current: secret.current } };
}
