import { connect } from 'node:net';
import { waitFor } from '../../support/wait.js';

/** What came back of many requests, one entry for each. */
export interface BurstResult {
  readonly statuses: number[];
  /** The whole answer to the last request that was refused, if one was. */
  readonly refused: string;
}

/** Sends the same GET so many times, pipelined over a few connections, and reads all answers. */
export async function sendBurst(
  baseUrl: string,
  path: string,
  token: string | null,
  count: number,
): Promise<BurstResult> {
  const connections = 4;
  const parts = await Promise.all(
    Array.from({ length: connections }, (_, index) => {
      const share = Math.floor(count / connections) + (index < count % connections ? 1 : 0);
      return share === 0 ? Promise.resolve('') : pipeline(baseUrl, path, token, share);
    }),
  );
  const text = parts.join('');
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
  const refused = text.split(/(?=HTTP\/1\.1 )/).findLast((answer) => answer.startsWith('HTTP/1.1 429')) ?? '';
  return { statuses, refused };
}

function pipeline(baseUrl: string, path: string, token: string | null, count: number): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  const head = `GET /api/v1${path} HTTP/1.1\r\nHost: ${hostname}\r\n${token === null ? '' : `Authorization: Bearer ${token}\r\n`}`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('utf8').on('data', (data: string) => (text += data));
    socket.on('error', reject).on('end', () => {
      resolve(text);
    });
    socket.write(`${`${head}\r\n`.repeat(count - 1)}${head}Connection: close\r\n\r\n`);
  });
}

/** So many answers of each status. */
export function tally({ statuses }: BurstResult): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Limits count in minutes of the clock: waits for one that is long enough for what follows. */
export async function minuteWithTimeLeft(seconds: number): Promise<void> {
  await waitFor('a minute with enough seconds left', () => new Date().getUTCSeconds() < 60 - seconds, 60_000);
}
