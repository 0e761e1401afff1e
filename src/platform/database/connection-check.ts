import { connect } from 'node:net';
import pg from 'pg';
import type { DatabaseConfiguration } from '../config/configuration.js';
import { DatabaseNotReadyError } from './start-checks.js';

const CONNECT_LIMIT_MS = 5_000;

type ConnectionTarget = Pick<DatabaseConfiguration, 'statementTimeout'> & { readonly url: string };

/**
 * Connects once, as the pool will, and ends the start with an error that retrying cannot change: a password, a name, a
 * setting. Errors that may be temporary, such as a database that is starting, are left to the pool, which tries again.
 *
 * @throws {DatabaseNotReadyError} one line that names the variable
 */
export async function checkConnection(
  { url, statementTimeout }: ConnectionTarget,
  variable: 'DATABASE_URL' | 'DATABASE_MIGRATION_URL' = 'DATABASE_URL',
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    application_name: 'organization-management',
    ...(statementTimeout === null ? {} : { statement_timeout: statementTimeout }),
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (isParameterRefused(error)) throw new DatabaseNotReadyError(POOLER);
    const problem = problemOf(error) ?? ((await isNotPostgres(error, url)) ? NOT_POSTGRES : null);
    if (problem !== null) throw new DatabaseNotReadyError(`${variable}: ${problem}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const NOT_POSTGRES = 'the server at this address is not Postgres: check host and port.';

const MESSAGE_BY_CODE: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses the role or its password (28P01): check both.',
  '3D000': 'the database does not exist (3D000): check its name, or create it.',
  '42501': 'the role may not connect to this database (42501): grant it CONNECT.',
};

/** A permanent error as one line; null for an error that may be temporary. */
function problemOf(error: unknown): string | null {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === '28000') return refusal(message);
  if (MESSAGE_BY_CODE[code]) return MESSAGE_BY_CODE[code];
  if (/does not support SSL/i.test(message)) {
    return 'the database offers no TLS, which its sslmode asks for: set sslmode=disable or turn TLS on there.';
  }
  if (/^(CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)) {
    return `the certificate of the database cannot be trusted (${code}): set its authority with sslrootcert, or check the host.`;
  }
  return null;
}

const POOLER =
  'DATABASE_POOLER: the pooler of DATABASE_URL refuses statement_timeout: set DATABASE_POOLER=transaction (and statement_timeout for ' +
  'the role), or let PgBouncer ignore it (ignore_startup_parameters).';

/** Most errors of PgBouncer with this code are temporary; a parameter that it does not know is not. */
function isParameterRefused(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return code === '08P01' && /unsupported startup parameter/i.test(message);
}

function refusal(message: string): string {
  if (/no encryption|SSL off/i.test(message)) {
    return 'the database refuses this connection without TLS (28000): add sslmode=require, or allow the host in pg_hba.conf.';
  }
  return 'the database refuses the role (28000): check that it exists, may log in, and is allowed in pg_hba.conf.';
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * Whether something other than Postgres listens there. Another server ends the connection or answers something that the driver
 * does not understand, as a Postgres does that is just stopping. So Postgres' own first request is sent, which has only two
 * possible answers.
 */
async function isNotPostgres(error: unknown, url: string): Promise<boolean> {
  if (typeof (error as { code?: unknown }).code === 'string') return false;
  const { host, port } = new pg.Client({ connectionString: url });
  if (host.startsWith('/')) return false;
  return new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_LIMIT_MS });
    const settle = (isAnother: boolean): void => {
      resolve(isAnother);
      socket.destroy();
    };
    socket.once('connect', () => socket.write(SSL_REQUEST));
    socket.once('data', (data: Buffer) => {
      settle(!['S', 'N', 'E'].includes(String.fromCharCode(data[0] ?? 0)));
    });
    // A server that is reachable and stays silent for so long, or hangs up, does not know the request.
    socket.once('end', () => {
      settle(true);
    });
    socket.once('timeout', () => {
      settle(!socket.connecting);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}
