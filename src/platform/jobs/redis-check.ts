import { connect } from 'node:net';
import { Cluster } from 'ioredis';
import { readRedisNodes } from '../config/formats/urls.js';
import { openRedis, type RedisClient } from './redis-client.js';
import { TIMED_OUT, withTimeout } from './with-timeout.js';

/** Redis is not as the service needs it, and that will not change by itself. The message is one line that says what to do. */
class RedisNotReadyError extends Error {
  override readonly name = 'RedisNotReadyError';
}

/** How long to wait: a Redis that does not answer must not delay the start. */
const LIMIT_MS = 2_000;
const DEFAULT_PORT = 6379;

/**
 * Calls Redis once and ends the start with an error that retrying cannot change: a password, a database, a cluster that is
 * addressed as one node. A Redis that does not answer is not such an error: the service runs without it.
 *
 * @throws {RedisNotReadyError} one line that names the variable
 */
export async function checkRedis(address: string): Promise<void> {
  const errors: unknown[] = [];
  const client = openRedis(address, {
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    connectTimeout: LIMIT_MS,
    disconnectTimeout: 100,
    retryStrategy: () => null,
  });
  client.on('error', (error: unknown) => errors.push(error));
  let isSilent = false;
  try {
    isSilent = (await withTimeout(LIMIT_MS, probe(client))) === TIMED_OUT;
  } catch (error) {
    errors.push(error);
  } finally {
    client.disconnect();
  }
  const problem =
    errors.flatMap((error) => problemOf(error) ?? []).at(0) ??
    (isSilent && (await answersWithoutTls(address)) ? NO_TLS : undefined);
  if (problem !== undefined) throw new RedisNotReadyError(problem);
}

async function probe(client: RedisClient): Promise<void> {
  // A cluster connects by itself.
  if (!(client instanceof Cluster)) {
    await client.connect();
    const info = await client.info('cluster').catch(() => '');
    if (info.includes('cluster_enabled:1')) throw new Error('MOVED');
  }
  // Unlike PING it needs the rights of a user.
  await client.exists('{organizations}');
}

/** A Redis without TLS takes the first TLS message for the beginning of a command, and waits for its end. */
async function answersWithoutTls(address: string): Promise<boolean> {
  const [node = ''] = readRedisNodes(address);
  const { protocol, hostname, port } = new URL(node);
  if (protocol !== 'rediss:') return false;
  return new Promise<boolean>((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(port || DEFAULT_PORT), timeout: LIMIT_MS });
    const settle = (isAnswered: boolean): void => {
      resolve(isAnswered);
      socket.destroy();
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data: Buffer) => {
      settle(/^[+-]/.test(data.toString('latin1')));
    });
    for (const event of ['end', 'timeout', 'error'] as const) {
      socket.once(event, () => {
        settle(false);
      });
    }
  });
}

const NO_TLS = 'REDIS_URL: it offers no TLS, which rediss:// asks for: write redis://, or turn TLS on there.';

const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [
    /NOAUTH|HELLO must be called with the client already authenticated/,
    'it requires a password: write it in the address, after a colon and before the host.',
  ],
  [/WRONGPASS|invalid password|invalid username-password/i, 'it refuses the user or the password: check both.'],
  [
    /AUTH.*(no password is set|without any password configured)/,
    'it has no password, but the address has one: remove it.',
  ],
  [/NOPERM/, 'its user may not do what the service needs: give it all commands on all keys and channels.'],
  [/MOVED|CROSSSLOT/, 'it is a node of a Redis Cluster: name all of its nodes, with commas between them.'],
  [/cluster support disabled/i, 'its nodes are not a Redis Cluster: name one server.'],
  [
    /DB index is out of range|invalid DB index|SELECT is not allowed/i,
    'it has no database of this number: correct the end of the address.',
  ],
  [/Protocol error|unexpected (reply|type)/i, 'the server at this address is not Redis: check host and port.'],
  [/ERR_SSL|wrong version number|packet length too long/i, NO_TLS.slice('REDIS_URL: '.length)],
  [
    /SELF_SIGNED|DEPTH_ZERO|CERT_|UNABLE_TO_|ERR_TLS_/,
    'its certificate cannot be trusted: check the host, or trust its authority by NODE_EXTRA_CA_CERTS.',
  ],
];

/** A permanent error; null for one that may be temporary. Redis' own message is not repeated: it may contain what was sent. */
function problemOf(error: unknown): string | null {
  const text = textOf(error);
  const known = PROBLEMS.find(([pattern]) => pattern.test(text));
  return known ? `REDIS_URL: ${known[1]}` : null;
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code, lastNodeError } = error as { code?: unknown; lastNodeError?: unknown };
  return `${error.name} ${typeof code === 'string' ? code : ''} ${error.message} ${textOf(lastNodeError)}`;
}
