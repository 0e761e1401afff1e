import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { DASHBOARD_CSP, DASHBOARD_PATH, QueuesDashboard, RedisService } from '../../src/platform/jobs/index.js';
import { QUEUES } from '../../src/queues.js';
import { eventually } from './support/eventually.js';
import { TestDatabase } from './support/database.js';
import { TestProcess } from './support/process.js';
import { RedisProcess } from './support/redis-process.js';

it('shows every queue, and says so at once when Redis is down', async () => {
  const [database, redis] = await Promise.all([TestDatabase.create(), RedisProcess.start()]);
  const service = await TestProcess.start(database, redis.url, 'api');
  const server = express().use(DASHBOARD_PATH, service.get(QueuesDashboard).router()).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${DASHBOARD_PATH}`;
    await eventually(() => service.get(RedisService).isUp());
    const page = await fetch(base);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toBe(DASHBOARD_CSP);
    const answer = (await (await fetch(`${base}/api/queues`)).json()) as { queues: { name: string }[] };
    expect(answer.queues.map((queue) => queue.name)).toEqual(QUEUES.map(({ name }) => name));
    await redis.kill();
    await eventually(async () => (await fetch(`${base}/api/queues`)).status === 503, 5_000);
  } finally {
    server.closeAllConnections();
    server.close();
    await service.close();
    await Promise.all([database.remove(), redis.remove()]);
  }
});
