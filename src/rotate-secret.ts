import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { SEALED_LINKS } from './invitation/sealed-links.js';
import { ConfigurationModule } from './platform/config/configuration.module.js';
import { loadConfiguration } from './platform/config/load-configuration.js';
import { loadRotation, type Rotation } from './platform/config/load-rotation.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { checkDatabase, toNotReady } from './platform/database/start-checks.js';
import { migrate, roleOf } from './platform/database/migrate.js';
import { startEmbeddedServers } from './platform/embedded/index.js';
import { flushLogs, logger } from './platform/logging/logger.js';
import { NestLog } from './platform/logging/nest-log.js';
import { Resealing } from './platform/secrets/resealing.js';
import { SEALED_SETTINGS } from './records/integrations/sealed-settings.js';

/** Every column of the database that is encrypted with APP_SECRET. */
const SEALED = [SEALED_SETTINGS, SEALED_LINKS];

/** The part of the service that the rotation needs: no Redis, no jobs, no requests. */
@Module({})
class RotationModule {
  static with(configuration: Rotation): DynamicModule {
    return {
      module: RotationModule,
      imports: [ConfigurationModule.with(configuration), DatabaseModule],
      providers: [Resealing],
    };
  }
}

/**
 * `npm run rotate-secret`: re-encrypts, with `APP_SECRET`, what is encrypted with `APP_SECRET_PREVIOUS` in the database of
 * `DATABASE_URL` or in the embedded one. Returns how many values neither of them decrypts.
 */
async function main(): Promise<number> {
  const rotation = loadRotation(process.env);
  if (rotation) return rotate(rotation);
  const embedded = await startEmbeddedServers(loadConfiguration(process.env, process.cwd()));
  try {
    const { configuration, databaseOwnerUrl } = embedded;
    if (databaseOwnerUrl) await migrate(databaseOwnerUrl, roleOf(configuration.database.url));
    return await rotate(configuration);
  } finally {
    await embedded.stop();
  }
}

async function rotate(configuration: Rotation): Promise<number> {
  const context = await NestFactory.createApplicationContext(RotationModule.with(configuration), {
    logger: new NestLog(),
    abortOnError: false,
  });
  try {
    await checkDatabase(context.get(DataSource));
    const resealed = await context.get(Resealing).sealAnew(SEALED);
    logger.info(resealed, 'All values that could be decrypted are encrypted with APP_SECRET.');
    return resealed.unreadable;
  } finally {
    await context.close();
  }
}

try {
  const unreadable = await main();
  if (unreadable > 0) {
    process.stderr.write(
      `APP_SECRET_PREVIOUS: ${unreadable} value(s) can be decrypted neither with it nor with APP_SECRET; the lines above name them. ` +
        'Run it again with the secret that encrypted them, or enter those settings again.\n',
    );
    process.exitCode = 1;
  }
} catch (error) {
  const told = toNotReady(error);
  process.stderr.write(`${told instanceof Error ? told.message : 'The rotation failed.'}\n`);
  process.exitCode = 1;
}
flushLogs();
