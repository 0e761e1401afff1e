import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { MIGRATIONS } from '../../migrations/index.js';
import { setStatementNames } from './statement-names.js';
import { installTypeParsers } from './type-parsers.js';

/** TypeORM's table of executed migrations. */
export const MIGRATION_TABLE = 'schema_migration';

/**
 * A connection whose end does not end the process. While a request holds it the pool does not listen, and an error event
 * without a listener would end the process; the request notices the end with the next statement.
 */
class Connection extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options);
    this.on('error', () => undefined);
  }
}

/**
 * The settings that the service relies on: no `synchronize`, times and big integers parsed once, connections in pipeline mode
 * so that a whole read can be sent in one write to the socket.
 */
export function dataSourceOptions({
  url,
  poolSize,
  namedStatements = true,
  statementTimeout = null,
  sessionSettings = {},
}: {
  url: string;
  poolSize: number;
  namedStatements?: boolean;
  /** `null` for statements without a timeout, as in a migration. */
  statementTimeout?: number | null;
  /** Of Postgres, for each connection. */
  sessionSettings?: Readonly<Record<string, string>>;
}): DataSourceOptions {
  installTypeParsers();
  setStatementNames({ isOn: namedStatements });
  const settings = Object.entries(sessionSettings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  return {
    type: 'postgres',
    // Set on purpose: with `pg-native` installed TypeORM would use that silently, and pipelining breaks.
    driver: pg,
    url,
    applicationName: 'organization-management',
    poolSize,
    connectTimeoutMS: 5_000,
    extra: {
      pipeline: true,
      keepAlive: true,
      Client: Connection,
      ...(statementTimeout === null ? {} : { statement_timeout: statementTimeout }),
      ...(settings === '' ? {} : { options: settings }),
    },
    poolErrorHandler: () => undefined,
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATION_TABLE,
    synchronize: false,
    migrationsRun: false,
    logging: false,
  };
}

export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource(options);
}

/** The pool of TypeORM's driver, for code that talks to Postgres without TypeORM in between. */
export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as unknown as { master: pg.Pool }).master; // TypeORM does not type its driver's pool.
}
