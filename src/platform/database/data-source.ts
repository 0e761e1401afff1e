import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { MIGRATIONS } from '../../migrations/index.js';
import { nameStatements } from './statement-names.js';
import { installTypeParsers } from './type-parsers.js';

/** TypeORM's table of the migrations that have run. */
export const MIGRATION_TABLE = 'schema_migration';

/**
 * A connection whose end is no catastrophe. While a request holds it the pool does not listen, and an error event that
 * nobody hears would end the process; whoever holds it learns of the end by their next statement.
 */
class Connection extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options);
    this.on('error', () => undefined);
  }
}

/**
 * The settings that the rest counts on: no `synchronize`, times and big integers parsed once, connections in pipeline mode
 * so that a whole read may go out in one write to the socket.
 */
export function dataSourceOptions({
  url,
  poolSize,
  namedStatements = true,
  statementTimeout = null,
}: {
  url: string;
  poolSize: number;
  namedStatements?: boolean;
  /** `null` for what takes as long as it takes, as a migration does. */
  statementTimeout?: number | null;
}): DataSourceOptions {
  installTypeParsers();
  nameStatements(namedStatements);
  return {
    type: 'postgres',
    // Given on purpose: with `pg-native` installed TypeORM would take that silently, and pipelining breaks.
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

/** The pool of TypeORM's own driver, for the places that speak to Postgres without TypeORM in between. */
export function poolOf(dataSource: DataSource): pg.Pool {
  return (dataSource.driver as unknown as { master: pg.Pool }).master; // TypeORM does not type its driver's pool.
}
