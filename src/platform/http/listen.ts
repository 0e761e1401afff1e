import { createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import type { Server } from 'node:http';
import { ConfigurationError } from '../config/configuration-error.js';
import { logger } from '../logging/logger.js';

/** The machine does not have such an address: no IPv6 at all, or not this network. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Refuses a port that cannot be listened on before anything else is started. Another program may still take it until we listen.
 *
 * @throws {PortError} when the port is taken or this user may not listen there
 */
export async function checkPort(port: number, hosts: readonly string[] | null): Promise<void> {
  for (const host of hosts ?? [undefined]) {
    const probe = createSocketServer();
    try {
      await startListening(probe, host === undefined ? { port } : { port, host, ipv6Only: (hosts?.length ?? 0) > 1 });
    } catch (error) {
      if (!NO_SUCH_ADDRESS.has(codeOf(error))) throw portProblem(error, port) ?? error;
    } finally {
      await new Promise((resolve) => probe.close(resolve));
    }
  }
}

/** The port cannot be listened on. The message is one sentence that says what to do about it. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

function portProblem(error: unknown, port: number): PortError | null {
  if (codeOf(error) === 'EADDRINUSE') {
    const other = port === 65_535 ? 3001 : port + 1;
    return new PortError(
      `PORT: port ${port} is in use, by another program or a second start of this one; stop it or choose another port, like PORT=${other}`,
    );
  }
  if (codeOf(error) !== 'EACCES') return null;
  return new PortError(`PORT: this user may not listen on port ${port}; choose a port above 1023, like PORT=3000`);
}

/**
 * Listens on every one of the addresses that the machine has, or on all networks for `null`. The first is the server's own; a server
 * has one address only, so the others hand their connections over to it.
 *
 * @returns the servers of the other addresses
 * @throws {ConfigurationError} when the machine has none of the addresses
 * @throws {PortError} when the port is taken or this user may not listen there
 */
export async function listen(server: Server, port: number, hosts: readonly string[] | null): Promise<SocketServer[]> {
  if (hosts === null) {
    await startListening(server, { port }).catch((error: unknown) => {
      throw portProblem(error, port) ?? error;
    });
    return [];
  }
  const others: SocketServer[] = [];
  for (const host of hosts) {
    const next = server.listening ? forwardingServer(server) : server;
    try {
      await startListening(next, { port, host, ipv6Only: hosts.length > 1 });
      if (next !== server) others.push(next);
    } catch (error) {
      if (!NO_SUCH_ADDRESS.has(codeOf(error))) throw portProblem(error, port) ?? error;
      logger.debug({ host }, 'This machine does not have this address; the service does not listen on it.');
    }
  }
  if (server.listening) return others;
  throw new ConfigurationError('LISTEN_HOST', 'names no address of this machine: correct it, or empty it.');
}

function forwardingServer(server: Server): SocketServer {
  // The options with which an HTTP server creates its own sockets.
  return createSocketServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
}

async function startListening(server: SocketServer, options: { port: number; host?: string; ipv6Only?: boolean }) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
