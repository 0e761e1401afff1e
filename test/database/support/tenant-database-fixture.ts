import { DataSource } from 'typeorm';
import { dataSourceOptions, poolOf } from '../../../src/platform/database/data-source.js';
import { LOCK_ORDER } from '../../../src/lock-order.js';
import { TenantDatabase } from '../../../src/platform/database/tenant-database.js';
import { userAuthorizationQuery, type AuthorizationRow } from '../../../src/access/authorization-query.js';
import type { AuthorizationQuery, TenantCaller } from '../../../src/platform/database/tenancy.js';
import { newId, type MembershipId, type OrganizationId, type UserId } from '../../../src/platform/ids/ids.js';
import type { TestDatabase } from '../../support/database.js';

/** What the authorization query throws in these tests. */
export class Refused extends Error {}

/** The service's own database code in this process, on a pool of a given size. */
export class TenantDatabaseFixture {
  private constructor(
    private readonly dataSource: DataSource,
    readonly database: TenantDatabase,
  ) {}

  static async open(
    { applicationUrl: url }: Pick<TestDatabase, 'applicationUrl'>,
    poolSize: number,
    options: { readonly namedStatements?: boolean } = {},
  ): Promise<TenantDatabaseFixture> {
    const dataSource = new DataSource(dataSourceOptions({ url, poolSize, ...options }));
    await dataSource.initialize();
    return new TenantDatabaseFixture(dataSource, new TenantDatabase(dataSource, LOCK_ORDER, { isDistributed: false }));
  }

  get pool() {
    return poolOf(this.dataSource);
  }

  /** What the next user of a connection would find: which backend it is, of which tenant, and the rows that it shows. */
  async nextUser(): Promise<{ pid: number; tenant: string; rows: number }> {
    const { rows } = await this.pool.query<{ pid: number; tenant: string; rows: number }>(
      `select pg_backend_pid() as pid, coalesce(current_setting('app.organization_id', true), '') as tenant,
              (select count(*) from organization) as rows`,
    );
    const [row] = rows;
    if (!row) throw new Error('No answer.');
    return row;
  }

  /** Creates an organization; answers its owner at the authorization. */
  async createOrganization(name: string): Promise<Caller> {
    const [organizationId, userId] = [newId<OrganizationId>(), newId<UserId>()];
    const ownerId = newId<MembershipId>();
    await this.pool.query('insert into user_account (user_id, name) values ($1, $2)', [userId, name]);
    await this.database.runAsSystem(organizationId, async (tx) => {
      await tx.query(
        `insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
         values ($1, $2, $2, 'EUR', 'UTC', 1, $3)`,
        [organizationId, name, ownerId],
      );
      await tx.query(
        `insert into membership (organization_id, id, user_id, role, status) values ($1, $2, $3, 'owner', 'active')`,
        [organizationId, ownerId, userId],
      );
      await tx.query(`insert into subscription (organization_id, plan, status) values ($1, 'free', 'active')`, [
        organizationId,
      ]);
    });
    return new Caller(organizationId, userId);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** Someone at the authorization, who keeps what it said of them. */
export class Caller implements TenantCaller {
  readonly idempotency = null;
  readonly answers: AuthorizationRow[] = [];

  constructor(
    readonly organizationId: OrganizationId,
    readonly userId: UserId,
  ) {}

  get authorizationQuery(): AuthorizationQuery {
    return userAuthorizationQuery(this.organizationId, this.userId);
  }

  authorize(authorization: AuthorizationRow): void {
    this.answers.push(authorization);
    if (!authorization.role) throw new Refused();
  }
}
