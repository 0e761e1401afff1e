// Ordinary work on one row: the module's SQL in the open tenant transaction, and a TypeORM repository bound to that transaction,
// alternating. Prints a table for decision 24; writes nothing.
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { DataSource, EntityManager, QueryResult } from 'typeorm';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { middle } from './report.mjs';
import { startCountingProxy } from './round-trips.mjs';
import { withClient } from './seed.mjs';
import { fromBuild, startServers } from './servers.mjs';
import { eachInTurn, inSession, say } from './session.mjs';

const quick = process.argv.includes('--quick');
const { rounds, calls } = quick ? { rounds: 3, calls: 200 } : { rounds: 11, calls: 500 };

await inSession(async (keep) => {
  const servers = keep(await startServers());
  const { organizationId, membershipId } = await withClient(servers.administratorUrl, async (client) => {
    const [id] = await (await startSeeding(client)).organizations({ count: 1, members: 3 });
    const { rows } = await client.query('select id from membership where organization_id = $1 limit 1', [id]);
    return { organizationId: id, membershipId: rows[0].id };
  });
  const proxy = keep(await startCountingProxy(servers.applicationUrl));
  const database = keep(await openDatabase(proxy.url));
  for (const { name, bySql, byRepository } of await worksOf(membershipId)) {
    const targets = [
      { name: 'sql', work: (tx) => bySql(tx) },
      { name: 'repository', work: (tx) => byRepository(tx, database.managerOf(tx)) },
    ].map((target) => ({ ...target, run: () => database.tenants.runAsSystem(organizationId, target.work) }));
    for (const { run } of targets) await timeOf(run);
    const figures = [];
    for (let round = 0; round < rounds; round += 1)
      figures.push(await eachInTurn(targets, round, ({ run }) => timeOf(run)));
    const trips = {};
    for (const { name: way, run } of targets) {
      trips[way] = await fewestTrips(proxy, run);
    }
    const ms = (way) => middle(figures.map((figure) => figure[way]));
    const ratio = middle(figures.map((figure) => figure.repository / figure.sql));
    say(
      `${name}: SQL ${ms('sql').toFixed(2)} ms in ${trips.sql} round trips, repository ${ms('repository').toFixed(2)} ms in ${trips.repository}; repository to SQL ${ratio.toFixed(2)}`,
    );
  }
});

/** The milliseconds of one transaction, on average. */
async function timeOf(run) {
  const began = performance.now();
  for (let call = 0; call < calls; call += 1) await run();
  return (performance.now() - began) / calls;
}

async function fewestTrips(proxy, run) {
  let least = Infinity;
  for (let call = 0; call < 5; call += 1) {
    const before = proxy.trips();
    await run();
    least = Math.min(least, proxy.trips() - before);
  }
  return least;
}

/** The tenant's database, and TypeORM's manager of an open transaction: its statements go through the transaction. */
async function openDatabase(url) {
  const [{ dataSourceOptions }, { TenantDatabase }, { LOCK_ORDER }, { DATABASE_SCHEMA }] = await Promise.all(
    ['platform/database/data-source.js', 'platform/database/tenant-database.js', 'lock-order.js', 'entities.js'].map(
      fromBuild,
    ),
  );
  const dataSource = await new DataSource({
    ...dataSourceOptions({ url, poolSize: 2 }),
    entities: DATABASE_SCHEMA.entities,
  }).initialize();
  class TransactionRunner extends PostgresQueryRunner {
    constructor(tx) {
      super(dataSource.driver, 'master');
      this.tx = tx;
      this.isTransactionActive = true;
    }

    async query(text, values = [], isStructured = false) {
      const rows = await this.tx.query(text, values);
      if (!isStructured) return rows;
      return Object.assign(new QueryResult(), { raw: rows, records: rows, affected: rows.length });
    }
  }
  return {
    tenants: new TenantDatabase(dataSource, LOCK_ORDER, { isDistributed: false }),
    managerOf: (tx) => new EntityManager(dataSource, new TransactionRunner(tx)),
    stop: () => dataSource.destroy(),
  };
}

/** What three modules do with one row, as their services do it, and by a repository. */
async function worksOf(membershipId) {
  const [{ AuditLog, SYSTEM }, { AuditEventEntity }, { RevenueTargetEntity }, { ApiKeyEntity }, { newId }] =
    await Promise.all(
      [
        'audit/audit-log.js',
        'audit/audit-event.entity.js',
        'organization/revenue/revenue-target.entity.js',
        'identity/api-keys/api-key.entity.js',
        'platform/ids/ids.js',
      ].map(fromBuild),
    );
  const audit = new AuditLog();
  const event = {
    action: 'revenue_target.set',
    actor: SYSTEM,
    target: { kind: 'revenue_target', id: null, name: '2026-12' },
  };
  let amount = 0;
  const period = '2026-12';
  const keyOf = () => ({
    id: newId(),
    name: 'Trial',
    role: 'viewer',
    key_hash: Buffer.from(newId().replaceAll('-', '').padEnd(64, '0'), 'hex'),
    created_by: membershipId,
  });
  return [
    {
      name: 'audit event',
      bySql: async (tx) => audit.recordAuditEvent(tx, event),
      byRepository: (tx, manager) =>
        manager.getRepository(AuditEventEntity).insert({
          organization_id: tx.organizationId,
          id: newId(),
          action: event.action,
          actor_kind: 'system',
          actor_name: 'System',
          target_kind: 'revenue_target',
          target_name: period,
          changes: {},
          at: () => 'clock_timestamp()',
        }),
    },
    {
      name: 'revenue target',
      bySql: async (tx) => {
        await tx.query(
          'select amount, currency from revenue_target where organization_id = $1 and period = $2 for update',
          [tx.organizationId, period],
        );
        await tx.query(
          `insert into revenue_target (organization_id, period, amount, currency) values ($1, $2, $3, $4)
           on conflict (organization_id, period) do update set amount = excluded.amount, currency = excluded.currency`,
          [tx.organizationId, period, (amount += 1), 'EUR'],
        );
      },
      byRepository: async (tx, manager) => {
        const targets = manager.getRepository(RevenueTargetEntity);
        const key = { organization_id: tx.organizationId, period };
        await targets.findOne({ where: key, lock: { mode: 'pessimistic_write' } });
        await targets.upsert({ ...key, amount: (amount += 1), currency: 'EUR' }, ['organization_id', 'period']);
      },
    },
    {
      name: 'API key',
      bySql: async (tx) => {
        const { id, name, role, key_hash: hash, created_by: creator } = keyOf();
        await tx.query(
          `insert into api_key (organization_id, id, name, role, key_hash, created_by) values ($1, $2, $3, $4, $5, $6) returning id`,
          [tx.organizationId, id, name, role, hash, creator],
        );
        await tx.query('update api_key set revoked_at = clock_timestamp() where organization_id = $1 and id = $2', [
          tx.organizationId,
          id,
        ]);
      },
      byRepository: async (tx, manager) => {
        const keys = manager.getRepository(ApiKeyEntity);
        const key = { organization_id: tx.organizationId, ...keyOf() };
        await keys.insert(key);
        await keys.update(
          { organization_id: tx.organizationId, id: key.id },
          { revoked_at: () => 'clock_timestamp()' },
        );
      },
    },
  ];
}
