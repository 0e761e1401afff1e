import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';

/** A proxy between the service and Postgres that counts the round trips: all messages in one write count as one. */
export async function startCountingProxy(databaseUrl) {
  const target = new URL(databaseUrl);
  let trips = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const postgres = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    let asking = false;
    client.on('data', (data) => {
      if (!asking) trips += 1;
      asking = true;
      postgres.write(data);
    });
    postgres.on('data', (data) => {
      asking = false;
      client.write(data);
    });
    for (const [one, other] of [
      [client, postgres],
      [postgres, client],
    ]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String(server.address().port);
  return { url: url.href, trips: () => trips, stop: () => server.close() };
}

/**
 * The awaited round trips of one call. The service's own timers query Postgres now and then too; so of several calls the
 * smallest number is that of the call itself.
 */
export async function countTrips(proxy, calls) {
  let least = Infinity;
  for (const call of calls) {
    const before = proxy.trips();
    const status = await statusOf(call);
    if (status >= 300) throw new Error(`${call.method ?? 'GET'} was answered ${status} while counting.`);
    least = Math.min(least, proxy.trips() - before);
  }
  return least;
}

async function statusOf({ url, body, ...options }) {
  const call = request(url, options);
  call.end(body);
  const [response] = await once(call, 'response');
  await once(response.resume(), 'end');
  return response.statusCode;
}
