import { readEnvironment, type RawEnvironment } from './read-environment.js';
import { required } from './required.js';
import { PLATFORM_VARIABLES } from './variables.js';

/** A database that the operator provides: the role that migrates it, and the role that is granted what the service needs. */
export interface MigrationTarget {
  readonly migrationUrl: string;
  readonly applicationUrl: string;
  /** Whether the tables are distributed afterwards. */
  readonly citus: boolean;
}

/**
 * The configuration of `npm run migrate`: the job that migrates does not need the service's secrets.
 *
 * @returns `null` for the embedded database
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function loadMigrationTarget(environment: RawEnvironment): MigrationTarget | null {
  const variables = readEnvironment(
    {
      DATABASE_URL: environment['DATABASE_URL'],
      DATABASE_MIGRATION_URL: environment['DATABASE_MIGRATION_URL'],
      DATABASE_CITUS: environment['DATABASE_CITUS'],
    },
    PLATFORM_VARIABLES,
  );
  if (variables.DATABASE_URL === undefined && variables.DATABASE_MIGRATION_URL === undefined) return null;
  return {
    migrationUrl: required(
      variables,
      'DATABASE_MIGRATION_URL',
      'to migrate the database of DATABASE_URL: set it to the address for the role that owns the database.',
    ),
    applicationUrl: required(
      variables,
      'DATABASE_URL',
      'to migrate: its role is granted what the service needs; or remove both for the embedded database.',
    ),
    citus: variables.DATABASE_CITUS === 'on',
  };
}
