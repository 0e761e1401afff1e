import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { readRedisNodes } from '../config/formats/urls.js';
import { endSocketTimeoutOnClose } from './socket-timeout.js';

/** One Redis, or a cluster; callers do not need to know which. */
export type RedisClient = Redis | Cluster;

const DEFAULT_PORT = 6379;

/** Connects to the Redis of the address, or to the cluster if the address names several nodes. */
export function openRedis(address: string, options: RedisOptions): RedisClient {
  const nodes = readRedisNodes(address).map((node) => new URL(node));
  const [first] = nodes;
  if (first === undefined || nodes.length === 1) {
    const redis = new Redis(address, options);
    endSocketTimeoutOnClose(redis);
    return redis;
  }
  const { retryStrategy, enableOfflineQueue, ...each } = options;
  const cluster = new Cluster(
    nodes.map(({ hostname, port }) => ({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || DEFAULT_PORT) })),
    {
      redisOptions: {
        ...each,
        username: decodeURIComponent(first.username),
        password: decodeURIComponent(first.password),
        ...(first.protocol === 'rediss:' ? { tls: {} } : {}),
      },
      // A certificate has the node's name, which an address looked up here would not match.
      ...(first.protocol === 'rediss:'
        ? {
            dnsLookup: (host, callback) => {
              callback(null, host);
            },
          }
        : {}),
      ...(enableOfflineQueue === undefined ? {} : { enableOfflineQueue }),
      clusterRetryStrategy: (times) => retryDelay(retryStrategy?.(times)),
    },
  );
  cluster.on('+node', endSocketTimeoutOnClose);
  return cluster;
}

/** ioredis types the delay of a single Redis more widely than a cluster's. */
function retryDelay(delay: unknown): number | null {
  return typeof delay === 'number' ? delay : null;
}

/** Closes the connection permanently, also one that was about to be opened again. */
export function closeForGood(client: RedisClient): void {
  if (client instanceof Cluster) client.options.clusterRetryStrategy = () => null;
  else client.options.retryStrategy = () => null;
  client.on('connect', () => {
    client.disconnect();
  });
  client.disconnect();
}
