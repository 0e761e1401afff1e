import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readIfThere, writePrivately } from './data-folder.js';

export type EmbeddedPort = 'postgres' | 'redis' | 'smtp' | 'mailPage';

export const LOOPBACK = '127.0.0.1';

/** Below the range from which systems take the ports of outgoing connections, so that a remembered port stays free. */
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 32_000];

/** The ports of the embedded servers. They stay the same after a restart unless another process has taken them. */
export class PortBook {
  private readonly file: string;
  private readonly remembered: Partial<Record<EmbeddedPort, number>>;

  /** @param reserved ports that are used otherwise, such as the service's own */
  constructor(
    dataDir: string,
    private readonly reserved: readonly number[],
  ) {
    this.file = join(dataDir, 'ports.json');
    this.remembered = parse(readIfThere(this.file));
  }

  /** The port that a server used last, free or not. */
  last(server: EmbeddedPort): number | null {
    return this.remembered[server] ?? null;
  }

  /** The port that a server had before if it is free, else another free one. */
  async choose(server: EmbeddedPort): Promise<number> {
    const before = this.last(server);
    if (before !== null && !this.reserved.includes(before) && (await isFree(before))) return before;
    return this.chooseAnother(server);
  }

  /** A free port, newly chosen. */
  async chooseAnother(server: EmbeddedPort): Promise<number> {
    for (;;) {
      const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
      const spokenFor = this.reserved.includes(port) || Object.values(this.remembered).includes(port);
      if (spokenFor || !(await isFree(port))) continue;
      this.remember(server, port);
      return port;
    }
  }

  /** Records the port of a server that is already running. */
  remember(server: EmbeddedPort, port: number): void {
    if (this.remembered[server] === port) return;
    this.remembered[server] = port;
    writePrivately(this.file, `${JSON.stringify(this.remembered)}\n`);
  }
}

/** Whether a loopback port can be listened on right now. */
export async function isFree(port: number): Promise<boolean> {
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
