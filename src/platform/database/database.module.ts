import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { dataSourceOptions } from './data-source.js';
import { canRetryConnection } from './start-checks.js';
import { TenantDatabase } from './tenant-database.js';

/** The connection to Postgres, and the one way to the rows of a tenant. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIGURATION],
      useFactory: ({ database }: RunningConfiguration) => ({
        ...dataSourceOptions(database),
        toRetry: canRetryConnection,
      }),
    }),
  ],
  providers: [TenantDatabase],
  exports: [TenantDatabase],
})
export class DatabaseModule {}
