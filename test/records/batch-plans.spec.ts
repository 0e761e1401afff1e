import {
  batchStatement,
  kindNamed,
  OWNED_KINDS,
  conditionsOf,
  RECORD_MOVES,
  type Source,
} from '../../src/offboarding/reassignment/reassignment-source.js';
import { returnStatement } from '../../src/offboarding/reassignment/removal-moves.js';
import { bindParameters, type Parameters } from '../../src/platform/database/parameters.js';
import { READ_IN_INDEX_ORDER } from '../../src/platform/database/index-order.js';
import { NO_ID } from '../../src/platform/ids/ids.js';
import { Application } from '../database/support/application.js';
import { TenantDatabaseFixture } from '../database/support/tenant-database-fixture.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';

const LEADS = 20_000;
const SIZE = 500;
const REMOVAL = '019ab970-1c00-7000-8000-00000000000a';

/** A third of them the owner's, a third unassigned that was theirs, a third never anyone's. */
const SEED = `
insert into lead (organization_id, id, owner_id, previous_owner_id, name, status, created_at)
select m.organization_id, gen_random_uuid(), case when n % 3 = 0 then m.id end, case when n % 3 = 1 then m.id end,
       'Lead ' || n, 'new', now() - n * interval '1 minute'
from membership m cross join generate_series(1, $2::int) n where m.organization_id = $1`;

const MOVES = `
insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id, owner_id)
select organization_id, $2, 'leads', created_at, id, owner_id from lead where organization_id = $1 and previous_owner_id is not null`;

const STATISTICS = {
  /** Nothing was ever counted. */
  absent: { before: '', after: '' },
  /** Counted when each organization had two leads. */
  stale: { before: 'analyze', after: '' },
  fresh: { before: '', after: 'vacuum analyze' },
} as const;

const WHOLE: Source = { membershipId: null, previousOwnerId: null, includesUnassigned: false };

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

describe.each(Object.entries(STATISTICS))(
  'a batch of 20,000 leads, the statistics being %s',
  (_state, { before, after }) => {
    let database: TestDatabase;
    let application: Application;
    let large: string;
    let ownerId: string;

    beforeAll(async () => {
      database = await createMigratedDatabase();
      await database.admin.query('alter table lead set (autovacuum_enabled = off)');
      await database.admin.query('alter table removal_move set (autovacuum_enabled = off)');
      const tenants = await TenantDatabaseFixture.open(database, 2);
      const ids = [];
      for (let index = 0; index <= 40; index += 1) {
        const { organizationId } = await tenants.createOrganization(`organization-${index}`);
        ids.push(organizationId);
        if (index > 0) await database.admin.query(SEED, [organizationId, 2]);
      }
      await tenants.close();
      [large = ''] = ids;
      const { rows } = await database.admin.query<{ id: string }>(
        'select id from membership where organization_id = $1',
        [large],
      );
      ownerId = rows[0]?.id ?? '';
      if (before) await database.admin.query(before);
      await database.admin.query(SEED, [large, LEADS]);
      await database.admin.query(
        `insert into reassignment (organization_id, id, from_membership_id, targets, kinds, status, progress, requested_by, purpose)
       values ($1, $2, $3, 'null', '{leads}', 'running', '{}', '{}', 'removal')`,
        [large, REMOVAL, ownerId],
      );
      await database.admin.query(MOVES, [large, REMOVAL]);
      if (after) await database.admin.query(after);
      application = new Application(database);
    });
    afterAll(async () => {
      await application.stop();
      await database.drop();
    });

    /** Everything that a batch's statement does, in a transaction that is rolled back. */
    async function nodesOf(statement: string, parameters: Parameters): Promise<PlanNode[]> {
      const { text, values } = bindParameters(statement, parameters);
      const { rows } = await application.as(large, async (client) => {
        await client.query(READ_IN_INDEX_ORDER);
        return client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (analyze, format json) ${text}`, [
          ...values,
        ]);
      });
      return flatten(rows[0]?.['QUERY PLAN'][0]?.Plan);
    }

    /** No table is read beyond the batch, and nothing is compared row by row. */
    function expectBatchAlone(nodes: readonly PlanNode[], parts: number): void {
      for (const node of nodes) {
        const loops = node['Actual Loops'];
        expect([node, (node['Rows Removed by Join Filter'] ?? 0) * loops]).toEqual([node, 0]);
        if (!node['Relation Name']) continue;
        // Of the unassigned some were someone's: an index in their order passes over those, once in the whole run.
        expect([node, (node['Rows Removed by Filter'] ?? 0) * loops <= 2 * parts * SIZE]).toEqual([node, true]);
        expect([node, node['Actual Rows'] * loops <= SIZE]).toEqual([node, true]);
      }
    }

    it.each<[string, Source]>([
      ['an owner', { ...WHOLE, membershipId: 'owner' }],
      ['a removed owner', { ...WHOLE, membershipId: 'owner', includesUnassigned: true }],
      ['the unassigned, once of one owner', { ...WHOLE, previousOwnerId: 'owner' }],
      ['the unassigned', WHOLE],
    ])('moves from %s, reading the batch alone', async (_whose, source) => {
      const member = (source.membershipId ?? source.previousOwnerId) && ownerId;
      const parts = conditionsOf(source);
      const values = {
        organizationId: large,
        member,
        lastCreatedAt: '-infinity',
        lastId: NO_ID,
        createdUntil: 'infinity',
        size: SIZE,
        done: 0,
        bounds: [SIZE],
        targets: [ownerId],
      };
      expectBatchAlone(await nodesOf(batchStatement(kindNamed('leads'), parts), values), parts.length);
      const recorded = batchStatement(kindNamed('leads'), parts, RECORD_MOVES);
      expectBatchAlone(await nodesOf(recorded, { ...values, recordedFor: REMOVAL, kind: 'deals' }), parts.length);
    });

    it('returns to a removed member, reading the batch alone', async () => {
      const values = {
        organizationId: large,
        removal: REMOVAL,
        kind: 'leads',
        lastCreatedAt: '-infinity',
        lastId: NO_ID,
        size: SIZE,
        membershipId: ownerId,
      };
      const nodes = await nodesOf(returnStatement(kindNamed('leads')), values);
      expectBatchAlone(nodes, 1);
      expect(nodes.some((node) => node['Relation Name'] === 'lead' && node['Actual Loops'] === SIZE)).toBe(true);
    });

    it('knows every column without which a row is refused', async () => {
      for (const { table, requiredColumns } of OWNED_KINDS) {
        const { rows } = await database.admin.query<{ name: string }>(
          `select attname as name from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and attnotnull and not atthasdef and attname not in ('organization_id', 'id')`,
          [table],
        );
        expect(requiredColumns).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
      }
    });
  },
);

function flatten(node: PlanNode | undefined): PlanNode[] {
  return node ? [node, ...(node.Plans ?? []).flatMap(flatten)] : [];
}
