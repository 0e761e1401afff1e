import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { DATABASE_SCHEMA } from './entities.js';
import { SEALED_LINKS } from './invitation/mail/sealed-links.js';
import { LOCK_ORDER } from './lock-order.js';
import { ConfigurationModule } from './platform/config/configuration.module.js';
import { loadConfiguration } from './configuration/load-configuration.js';
import { loadRotation, type RotationConfiguration } from './configuration/load-rotation.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { checkDatabase, toNotReady } from './platform/database/start-checks.js';
import { migrate, roleOf } from './platform/database/migrate.js';
import { startEmbeddedServers } from './dev/index.js';
import { flushLogs, logger } from './platform/logging/logger.js';
import { NestLog } from './platform/logging/nest-log.js';
import { SecretRotation } from './platform/secrets/secret-rotation.js';
import { SEALED_SETTINGS } from './records/integrations/sealed-settings.js';

/** Every column of the database that is encrypted with APP_SECRET. */
const SEALED_COLUMNS = [SEALED_SETTINGS, SEALED_LINKS];

/** The part of the service that the rotation needs: no Redis, no jobs, no requests. */
@Module({})
class RotationModule {
  static with(configuration: RotationConfiguration): DynamicModule {
    return {
      module: RotationModule,
      imports: [ConfigurationModule.with(configuration), DatabaseModule.with(LOCK_ORDER)],
      providers: [SecretRotation],
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
    if (databaseOwnerUrl) await migrate(databaseOwnerUrl, roleOf(configuration.database.url), DATABASE_SCHEMA);
    return await rotate(configuration);
  } finally {
    await embedded.stop();
  }
}

async function rotate(configuration: RotationConfiguration): Promise<number> {
  const context = await NestFactory.createApplicationContext(RotationModule.with(configuration), {
    logger: new NestLog(),
    abortOnError: false,
  });
  try {
    await checkDatabase(context.get(DataSource), DATABASE_SCHEMA);
    const result = await context.get(SecretRotation).reencrypt(SEALED_COLUMNS);
    logger.info(result, 'All values that could be decrypted are encrypted with APP_SECRET.');
    return result.unreadable;
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
  const failure = toNotReady(error);
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The rotation failed.'}\n`);
  process.exitCode = 1;
}
flushLogs();
