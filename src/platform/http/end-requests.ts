import type { Server } from 'node:http';
import type { Server as SocketServer } from 'node:net';

const IDLE_CHECK_INTERVAL_MS = 50;

/**
 * Accepts no further requests and lets the running ones complete; those without an answer after `graceMs` are cut off. Idle
 * connections are closed, those of running requests as soon as they are answered.
 *
 * @param others servers that hand their connections over to `server`
 */
export async function endRequests(server: Server, others: readonly SocketServer[], graceMs: number): Promise<void> {
  if (!server.listening) return;
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_CHECK_INTERVAL_MS);
  const limit = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await Promise.all([server, ...others].map(closed));
  clearInterval(idle);
  clearTimeout(limit);
}

async function closed(server: SocketServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
