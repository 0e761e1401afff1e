// The attacks of load-isolation.soak.ts, in a process of their own: the one that measures must not be slowed down by them.
// Told by a message which attack it is, against what and for how long; answers how often which status came.
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const tally = {};
let until = 0;

const count = (status) => {
  tally[status] = (tally[status] ?? 0) + 1;
};
const isOn = () => Date.now() < until;

async function call(url, token, options = {}) {
  const { headers = {}, ...rest } = options;
  try {
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(url, { ...rest, headers: { ...authorization, ...headers } });
    count(response.status);
    await response.arrayBuffer();
  } catch (error) {
    count(error.name === 'AbortError' || error.name === 'TimeoutError' ? 'left' : 'cut');
  }
}

/** So many at once, each again and again, at most `perSecond` in all. */
async function again(atOnce, perSecond, attempt) {
  const pause = (atOnce / perSecond) * 1000;
  await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      while (isOn()) {
        const next = Date.now() + pause;
        await attempt(index);
        await delay(Math.max(0, next - Date.now()));
      }
    }),
  );
}

function form(name, bytes) {
  const data = new FormData();
  data.append('file', new Blob([bytes]), name);
  return data;
}

const json = (body) => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });

const ATTACKS = {
  /** Files of empty lines. */
  'imports of empty lines': ({ url, owner, path }) => {
    const file = `name\n${'\n'.repeat(900_000)}`;
    return again(2, 2, () => call(`${url}${path}/imports/leads`, owner, { method: 'POST', body: form('a.csv', file) }));
  },
  /** More rows than anyone else is served in an hour, so that others' imports wait. */
  'imports of many rows': ({ url, owner, path }) => {
    const file = `name\n${'a\n'.repeat(300_000)}`;
    return again(3, 2, () => call(`${url}${path}/imports/leads`, owner, { method: 'POST', body: form('a.csv', file) }));
  },
  /** Uploads of no one, which never end. */
  'uploads of no one': async ({ url, path }) => {
    const { hostname, port, pathname } = new URL(`${url}${path}/logo`);
    const head =
      `PUT ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: multipart/form-data; boundary=b\r\n` +
      'Content-Length: 5000200\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
    const body = Buffer.alloc(4_900_000, 7);
    const sockets = Array.from({ length: 250 }, () => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('latin1').on('data', (data) => {
        if (text === '') count(data.slice(9, 12));
        text += data;
      });
      socket.on('error', () => count('cut'));
      socket.write(head);
      socket.write(body);
      return socket;
    });
    // On a busy machine this process comes late to reading its answers.
    const answers = () => Object.values(tally).reduce((sum, amount) => sum + amount, 0);
    while (isOn() || (answers() < sockets.length && Date.now() < until + 10_000)) await delay(50);
    for (const socket of sockets) socket.destroy();
  },
  /** The dearest pictures that are taken, of several organizations. */
  pictures: ({ url, organizations, picture }) => {
    const bytes = Buffer.from(picture, 'base64');
    return again(6, 12, (index) => {
      const { owner, path } = organizations[index % organizations.length];
      return call(`${url}${path}/logo`, owner, { method: 'PUT', body: form('a.png', bytes) });
    });
  },
  /** Bodies whose values are many, also for an organization that the sender is not a member of. */
  'bodies of many values': ({ url, owner, stranger, path }) => {
    const objects = (amount) => JSON.stringify({ invitations: Array(amount).fill({}) });
    const unknown = (amount) => `{${Array.from({ length: amount }, (_, index) => `"p${index}":{}`).join()}}`;
    const attempts = [
      [owner, 'invitations/bulk', objects(33_000)],
      [owner, 'invitations/bulk', objects(1_990)],
      [owner, 'leads', unknown(9_000)],
      [owner, 'leads', unknown(1_990)],
      [stranger, 'leads', unknown(1_990)],
      [stranger, 'automations', JSON.stringify({ actions: Array(90).fill(Array(20).fill({})) })],
    ];
    return again(6, 20, (index) => {
      const [token, call_, body] = attempts[index % attempts.length];
      return call(`${url}${path}/${call_}`, token, json(body));
    });
  },
  /** Reports of a large team with long names; most are given up after a second. */
  reports: ({ url, owner, path }) => {
    const report = `${url}${path}/analytics/report`;
    return again(9, 12, (index) =>
      index < 8
        ? call(`${report}.pdf?period=2026-11`, owner, { signal: AbortSignal.timeout(1_000) })
        : call(`${report}.csv?period=2026-11`, owner),
    );
  },
  /** Streams of one reassignment, as many as a third of a person's minute allows. */
  'streams of a reassignment': async ({ url, owner, path, reassignment }) => {
    const leaving = new AbortController();
    const streams = Array.from({ length: 400 }, () =>
      call(`${url}${path}/reassignments/${reassignment}/events`, owner, { signal: leaving.signal }),
    );
    while (isOn()) await delay(50);
    leaving.abort();
    await Promise.all(streams);
  },
};

const [{ attack, seconds, against }] = await once(process, 'message');
until = Date.now() + seconds * 1000;
process.send('begun');
await ATTACKS[attack](against);
process.send(tally, () => process.exit());
