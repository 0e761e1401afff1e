import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';

const LIMIT_MS = 50_000;

/**
 * Writes the OpenAPI document that the built service answers to `openapi.json` in the folder of the run, for every test to hold
 * answers against. With Stripe, so that all calls are in it; nothing is asked of Stripe for that.
 *
 * @param {{ folder: string, databaseUrl: string, redisUrl: string }} servers
 */
export async function writeApiDocument({ folder, databaseUrl, redisUrl }) {
  const port = await getPort({ host: '127.0.0.1' });
  const service = spawn(process.execPath, ['dist/main.js'], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PROCESS_ROLE: 'api',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      SMTP_URL: 'smtp://127.0.0.1:9',
      APP_SECRET: 'a secret of the tests, long enough to be one',
      BILLING_PROVIDER: 'stripe',
      STRIPE_SECRET_KEY: 'sk_test_of_the_document',
      STRIPE_WEBHOOK_SECRET: 'whsec_of_the_document_long_enough',
      STRIPE_API_BASE: 'http://127.0.0.1:9',
      STRIPE_PRICE_STARTER: 'price_starter',
      STRIPE_PRICE_PRO: 'price_pro',
      STRIPE_PRICE_ENTERPRISE: 'price_enterprise',
      DATA_DIR: folder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [service.stdout, service.stderr]) stream.on('data', (data) => (output += data));
  const ended = once(service, 'exit');
  try {
    const document = await readDocument(`http://127.0.0.1:${port}`, service);
    if (document === null) throw new Error(`The service did not answer its OpenAPI document:\n${output}`);
    writeFileSync(join(folder, 'openapi.json'), document);
  } finally {
    // It has to be gone: no database can be copied while someone is connected.
    service.kill('SIGTERM');
    await ended;
  }
}

async function readDocument(url, service) {
  const until = Date.now() + LIMIT_MS;
  while (service.exitCode === null && Date.now() < until) {
    const response = await fetch(`${url}/openapi.json`).catch(() => null);
    if (response?.ok) return response.text();
    await delay(100);
  }
  return null;
}
