import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IdentitySettings } from '../identity/identity-configuration.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { poolOf } from '../platform/database/data-source.js';
import { DatabaseNotReadyError } from '../platform/database/start-checks.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId, UserId } from '../platform/ids/ids.js';
import { logger } from '../platform/logging/logger.js';
import type { OrganizationDraft } from './content/organization-draft.js';
import type { AccountDrafts } from './content/people.js';
import { CONSULTANCY_ID, DEMO_ORGANIZATION_ID, DEMO_ROLES, demoAddress } from './demo-accounts.js';
import { databaseNotEmpty } from './demo.problems.js';
import type { DemoDto } from './dto/demo.dto.js';

const OWN_IDS = [DEMO_ORGANIZATION_ID, CONSULTANCY_ID];

/** Every organization has a slug from its creation to its purge. */
const STATE = `
  select coalesce(bool_or(organization_id = $1), false) as has_demo,
         coalesce(bool_or(organization_id <> all ($2::uuid[])), false) as has_others
  from organization_slug`;

interface StateRow {
  readonly has_demo: boolean;
  readonly has_others: boolean;
}

/** Builds an organization in memory. */
type Draft = (now: Date, accountDrafts: AccountDrafts) => OrganizationDraft;

/**
 * Demo data: organizations with a history of a year, whose times are relative to now. That history cannot be made by the use
 * cases of the other modules, which happen now; so it is built in memory by their rules and written by plain inserts.
 */
@Injectable()
export class DemoData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tenants: TenantDatabase,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration & IdentitySettings,
  ) {}

  /** Whether there is demo data, and which accounts can sign in to it. */
  async getDemo(): Promise<DemoDto> {
    const { rows } = await poolOf(this.dataSource).query<StateRow>(STATE, [DEMO_ORGANIZATION_ID, OWN_IDS]);
    const { has_demo: hasDemo = false, has_others: hasOthers = false } = rows[0] ?? {};
    if (!hasDemo) return { organization: null, canCreate: !hasOthers, accounts: [] };
    return this.describe();
  }

  /**
   * Fills a database without organizations; if the demo data exists already, nothing changes.
   *
   * @throws 409 `database-not-empty`
   */
  async createDemo(claim: IdempotencyClaim | null): Promise<DemoDto> {
    const began = performance.now();
    // Loaded only when demo data is created.
    const [{ draftConsultancy }, { draftBrightwater }] = await Promise.all([
      import('./content/consultancy.js'),
      import('./content/brightwater.js'),
    ]);
    await this.createOrganization(CONSULTANCY_ID, null, draftConsultancy);
    const { secret } = this.configuration;
    // The last one: the others were created before it.
    await this.createOrganization(DEMO_ORGANIZATION_ID, claim, (now, accountDrafts) =>
      draftBrightwater(now, accountDrafts, secret),
    );
    logger.info({ ms: Math.round(performance.now() - began) }, 'Demo data added.');
    return this.describe();
  }

  /**
   * For `DEMO_DATA=true`: as {@link createDemo}, before anything else is started.
   *
   * @throws DatabaseNotReadyError where there are other organizations
   */
  async createDemoAtStart(): Promise<void> {
    try {
      await this.createDemo(null);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new DatabaseNotReadyError(
        'DEMO_DATA: there are organizations already; set DATA_DIR to an empty folder for the demo, or use "npm start".',
        { cause: error },
      );
    }
  }

  private describe(): DemoDto {
    const accounts = DEMO_ROLES.map((role) => ({ role, email: demoAddress(role) }));
    const { platformAdmins } = this.configuration;
    return {
      // The original name: its members may have changed it, and the current one is not public.
      organization: { id: DEMO_ORGANIZATION_ID, name: 'Brightwater' },
      canCreate: false,
      accounts: accounts.filter(({ role, email }) => role !== 'superadmin' || platformAdmins.includes(email)),
    };
  }

  /** One organization in one transaction: it exists completely or not at all, and concurrent calls create it once. */
  private async createOrganization(id: OrganizationId, claim: IdempotencyClaim | null, draftOf: Draft): Promise<void> {
    await this.tenants.runAsNonMember(id, claim, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo-data', 0))`);
      const state = await tx.one<StateRow>(STATE, [id, OWN_IDS]);
      if (state.has_demo) return {};
      if (state.has_others) throw new Problem(databaseNotEmpty);
      await this.writeOrganization(tx, draftOf);
      return {};
    });
  }

  private async writeOrganization(tx: TenantTransaction, draftOf: Draft): Promise<void> {
    const { insertDraft } = await import('./content/insert-rows.js');
    const people = await import('./content/people.js');
    const known = await tx.query<{ email: string; user_id: UserId }>(
      `select email, user_id from user_email where email like '%@demo.test'`,
    );
    const { now } = await tx.one<{ now: string }>('select clock_timestamp() as now');
    const accountDrafts = new people.AccountDrafts(new Map(known.map(({ email, user_id: userId }) => [email, userId])));
    const draft = draftOf(new Date(now), accountDrafts);
    await addAccounts(tx, accountDrafts, new Set(known.map(({ email }) => email)), draft);
    await insertDraft(tx, draft);
  }
}

async function addAccounts(
  tx: TenantTransaction,
  { accounts }: AccountDrafts,
  known: ReadonlySet<string>,
  { rows }: OrganizationDraft,
): Promise<void> {
  const added = accounts.filter(({ email }) => !known.has(email));
  const members = new Set(rows.membership.map((row) => row['user_id']));
  const columns = [added.map(({ userId }) => userId), added.map(({ createdAt }) => createdAt)];
  await tx.query(
    `insert into user_account (user_id, created_at, name, active_organization_id)
     select user_id, created_at, name, case when is_member then $5::uuid end
     from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::boolean[]) p (user_id, created_at, name, is_member)`,
    [...columns, added.map(({ name }) => name), added.map(({ userId }) => members.has(userId)), tx.organizationId],
  );
  await tx.query(
    `insert into user_email (user_id, created_at, email, is_primary)
     select user_id, created_at, email, true from unnest($1::uuid[], $2::timestamptz[], $3::text[]) p (user_id, created_at, email)`,
    [...columns, added.map(({ email }) => email)],
  );
}
