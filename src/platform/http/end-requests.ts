import type { Server } from 'node:http';

const LOOK_EVERY_MS = 50;

/**
 * Takes no more requests and lets the running ones come to their answer; what has none after `graceMs` is cut off.
 * Connections that are merely kept open are closed, those of running requests as soon as they are answered.
 */
export async function endRequests(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, LOOK_EVERY_MS);
    const limit = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
  });
}
