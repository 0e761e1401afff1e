// Loaded into a process of the service before its own code: keeps each statement that it sends to Postgres, once, with the
// role that sends it. Written at once, so that a process that is killed has lost nothing. The server's own log would have each
// call of every statement; here a call costs a microsecond and a half, and a prepared statement nothing after the first.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** `SET LOCAL app.organization_id` takes no parameter; the same for each tenant is one statement. */
const UUID = /'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'/g;

// The thread that prints reports has no database.
if (isMainThread) await tap(new URL(import.meta.url).searchParams.get('folder'));

async function tap(folder) {
  const { default: pg } = await import('pg');
  const file = join(folder, `statements-${process.pid}.jsonl`);
  const roles = new WeakMap();
  const seen = new Set();
  const keep = (connection, text) => {
    const statement = { role: roles.get(connection), text: text.includes("'") ? text.replaceAll(UUID, "'…'") : text };
    const key = `${statement.role} ${statement.text}`;
    if (seen.has(key)) return;
    seen.add(key);
    appendFileSync(file, `${JSON.stringify(statement)}\n`);
  };
  // Whatever way a text takes through the driver, it leaves by one of these.
  const wire = pg.Connection.prototype;
  const { startup, query, parse } = wire;
  wire.startup = function (config) {
    roles.set(this, config.user);
    return startup.call(this, config);
  };
  wire.query = function (text) {
    keep(this, text);
    return query.call(this, text);
  };
  wire.parse = function (message) {
    keep(this, message.text);
    return parse.call(this, message);
  };
}
