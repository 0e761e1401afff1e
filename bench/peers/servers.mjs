import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A separate database on the same Postgres, for better-auth's tables. */
export async function makeDatabase(administratorUrl, name) {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(administratorUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Starts better-auth's server.
 *
 * @param {{ name: string, url: string, secret: string, cookieCache: 'on' | 'off', membershipLimit?: number }} options
 */
export async function startBetterAuth({ name, url, secret, cookieCache, membershipLimit = 1_000_000 }) {
  const child = fork(here('better-auth-server.mjs'), [], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: url,
      SECRET: secret,
      COOKIE_CACHE: cookieCache,
      MEMBERSHIP_LIMIT: String(membershipLimit),
    },
  });
  const [{ port }] = await once(child, 'message');
  return {
    name,
    port,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** The load, in a separate process: the same as in `npm run bench`. */
export function startLoad(connections) {
  const child = fork(here('../load.mjs'));
  return {
    define: (set, requests) => child.send({ set, requests }),
    async call(job) {
      child.send({ connections, ...job });
      const ended = once(child, 'exit').then(() => [{ error: 'the load ended' }]);
      const [result] = await Promise.race([once(child, 'message'), ended]);
      if (result.error) throw new Error(`${job.name}: ${result.error}`);
      return result;
    },
    stop: () => child.disconnect(),
  };
}
