import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { DATABASE_KIND, readDatabaseKind } from './database-kind.js';
import { dataSourceOptions } from './data-source.js';
import { LOCK_ORDER } from './lock-order.js';
import { canRetryConnection } from './start-checks.js';
import { GlobalDatabase } from './global-database.js';
import { TenantDatabase } from './tenant-database.js';

/** The connection to Postgres, and the two ways to it: the rows of a tenant, and the tables without one. */
@Global()
@Module({})
export class DatabaseModule {
  /** @param lockOrder the names of the service's locks, the first to be taken first */
  static with(lockOrder: readonly string[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIGURATION],
          useFactory: ({ database }: RunningConfiguration) => ({
            ...dataSourceOptions(database),
            // Those that the modules register by `TypeOrmModule.forFeature`.
            autoLoadEntities: true,
            toRetry: canRetryConnection,
          }),
        }),
      ],
      providers: [
        { provide: LOCK_ORDER, useValue: lockOrder },
        { provide: DATABASE_KIND, inject: [DataSource], useFactory: readDatabaseKind },
        TenantDatabase,
        GlobalDatabase,
      ],
      exports: [TenantDatabase, GlobalDatabase],
    };
  }
}
