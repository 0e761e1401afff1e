import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readIfExists, writePrivately } from './data-folder.js';

export type EmbeddedPort = 'postgres' | 'redis' | 'smtp' | 'mailPage';

export const LOOPBACK = '127.0.0.1';

/** Below the range from which systems take the ports of outgoing connections, so that a remembered port stays free. */
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 32_000];

/** The ports of the embedded servers. They stay the same after a restart unless another process has taken them. */
export class PortRegistry {
  private readonly file: string;
  private readonly saved: Partial<Record<EmbeddedPort, number>>;

  /** @param reserved ports that are used otherwise, such as the service's own */
  constructor(
    dataDir: string,
    private readonly reserved: readonly number[],
  ) {
    this.file = join(dataDir, 'ports.json');
    this.saved = parse(readIfExists(this.file));
  }

  /** The port that a server used last, free or not. */
  lastPort(server: EmbeddedPort): number | null {
    return this.saved[server] ?? null;
  }

  /** The port that a server had before if it is free, else another free one. */
  async choose(server: EmbeddedPort): Promise<number> {
    const before = this.lastPort(server);
    if (before !== null && !this.reserved.includes(before) && (await isFree(before))) return before;
    return this.chooseAnother(server);
  }

  /** A free port, newly chosen. */
  async chooseAnother(server: EmbeddedPort): Promise<number> {
    for (;;) {
      const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
      const isReserved = this.reserved.includes(port) || Object.values(this.saved).includes(port);
      if (isReserved || !(await isFree(port))) continue;
      this.savePort(server, port);
      return port;
    }
  }

  /** Records the port of a server that is already running. */
  savePort(server: EmbeddedPort, port: number): void {
    if (this.saved[server] === port) return;
    this.saved[server] = port;
    writePrivately(this.file, `${JSON.stringify(this.saved)}\n`);
  }
}

/** Whether a loopback port can be listened on right now. */
async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

function parse(text: string | null): Partial<Record<EmbeddedPort, number>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Without the record, only the same port after a restart is lost.
    return {};
  }
}
