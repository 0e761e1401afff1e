// A service that consists of its embedded servers alone: `node service.mjs <data folder>`. Tells who started it their
// addresses when they run; its environment may name real ones by DATABASE_URL, REDIS_URL and SMTP_URL.
import { clearInterval, setInterval } from 'node:timers';
import { startEmbeddedServers } from '../../../dist/dev/index.js';
import { flushLogs } from '../../../dist/platform/logging/logger.js';

const { DATABASE_URL, REDIS_URL, SMTP_URL } = process.env;
const given = (value) => value ?? null;

const stopper = new AbortController();
let stop = async () => stopper.abort(new Error('Stopped while starting'));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await stop();
    flushLogs();
  });
}

// A test run that is killed takes its end of this pipe with it.
process.stdin.resume().unref();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));

try {
  const servers = await startEmbeddedServers(
    {
      port: 3000,
      dataDir: process.argv[2],
      secret: { current: null, previous: null },
      database: { url: given(DATABASE_URL), migrationUrl: null, poolSize: 2 },
      redisUrl: given(REDIS_URL),
      mail: { smtpUrl: given(SMTP_URL), from: 'service@localhost' },
    },
    stopper.signal,
  );
  const wait = setInterval(() => undefined, 1_000_000);
  stop = async () => {
    clearInterval(wait);
    await servers.stop();
  };
  flushLogs();
  const { configuration, databaseOwnerUrl, mailPageUrl } = servers;
  const { secret, database, redisUrl, mail } = configuration;
  const addresses = { databaseUrl: database.url, redisUrl, smtpUrl: mail.smtpUrl, databaseOwnerUrl, mailPageUrl };
  // Not by the output, which is the log, and has to hold none of it.
  process.send({ ...addresses, secret: secret.current });
  process.disconnect();
} catch (error) {
  flushLogs();
  console.error(error.message);
  process.exitCode = 1;
}
