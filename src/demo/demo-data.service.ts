import { Inject, Injectable } from '@nestjs/common';
import { v4 } from 'uuid';
import { GlobalDatabase } from '../platform/database/global-database.js';
import type { IdentitySettings } from '../identity/identity-configuration.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { DatabaseNotReadyError } from '../platform/database/start-checks.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId, UserId } from '../platform/ids/ids.js';
import { logger } from '../platform/logging/logger.js';
import { StoredFiles } from '../platform/storage/stored-files.js';
import type { OrganizationDraft } from './content/organization-draft.js';
import type { AccountDrafts } from './content/people.js';
import { CONSULTANCY_ID, DEMO_ORGANIZATION_ID, DEMO_ROLES, demoAddress } from './demo-accounts.js';
import { databaseNotEmpty } from './demo.problems.js';
import type { DemoDto } from './dto/demo.dto.js';

const OWN_IDS = [DEMO_ORGANIZATION_ID, CONSULTANCY_ID];

/** Every organization has a slug from its creation to its purge. */
const STATE = `
  select coalesce(bool_or(organization_id = :id), false) as has_demo,
         coalesce(bool_or(organization_id <> all (:ownIds::uuid[])), false) as has_others
  from organization_slug`;

interface StateRow {
  readonly has_demo: boolean;
  readonly has_others: boolean;
}

/**
 * Memberships have a copy of the account's name, so no one is renamed before the commit. Rows that a renaming has locked are waited for, and
 * read as it has left them.
 */
const SELECT_KNOWN_ACCOUNTS = `
  select e.email, u.user_id, u.name from user_email e join user_account u on u.user_id = e.user_id
  where e.email like '%@demo.test' for key share of u`;

interface KnownRow {
  readonly email: string;
  readonly user_id: UserId;
  readonly name: string;
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
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
    private readonly stored: StoredFiles,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration & IdentitySettings,
  ) {}

  /** Whether there is demo data, and which accounts can sign in to it. */
  async getDemo(): Promise<DemoDto> {
    const rows = await this.globalDatabase.query<StateRow>(STATE, {
      id: DEMO_ORGANIZATION_ID,
      ownIds: OWN_IDS,
    });
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
    const isNew = await this.createOrganization(DEMO_ORGANIZATION_ID, claim, (now, accountDrafts) =>
      draftBrightwater(now, accountDrafts, secret),
    );
    if (isNew) await this.addLogo();
    const ms = Math.round(performance.now() - began);
    logger.info({ ms }, isNew ? 'Demo data added.' : 'The demo data was added before.');
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
        'DATA_DIR: this data folder has organizations already; start the demo in another one: DATA_DIR=.data-demo npm run demo',
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

  /** After the commit, since the file's record refers to the organization. Without a file store the demo has no logo. */
  private async addLogo(): Promise<void> {
    const id = DEMO_ORGANIZATION_ID;
    const logoId = v4();
    try {
      const { drawLogo } = await import('./content/logo.js');
      await this.stored.put(id, `logos/${logoId}`, await drawLogo(), 'image/png');
      await this.tenants.runAsSystem(id, (tx) =>
        tx.query('update organization set logo_id = $2 where organization_id = $1', [id, logoId]),
      );
    } catch (error) {
      logger.warn({ err: error }, 'The demo organization has no logo: its file could not be stored.');
    }
  }

  /**
   * One organization in one transaction: it exists completely or not at all, and concurrent calls create it once.
   *
   * @returns whether it was not there before
   */
  private async createOrganization(
    id: OrganizationId,
    claim: IdempotencyClaim | null,
    draftOf: Draft,
  ): Promise<boolean> {
    let isNew = false;
    await this.tenants.runAsNonMember(id, claim, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo-data', 0))`);
      const state = await tx.one<StateRow>(STATE, { id, ownIds: OWN_IDS });
      if (state.has_demo) return {};
      if (state.has_others) throw new Problem(databaseNotEmpty);
      await this.writeOrganization(tx, draftOf);
      tx.afterCommit(() => {
        isNew = true;
      });
      return {};
    });
    return isNew;
  }

  private async writeOrganization(tx: TenantTransaction, draftOf: Draft): Promise<void> {
    const { insertDraft } = await import('./content/insert-rows.js');
    const people = await import('./content/people.js');
    const known = await tx.query<KnownRow>(SELECT_KNOWN_ACCOUNTS);
    const { now } = await tx.one<{ now: string }>('select clock_timestamp() as now');
    const accountDrafts = new people.AccountDrafts(
      new Map(known.map(({ email, name, user_id: userId }) => [email, { userId, name }])),
    );
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
  const columns = { userIds: added.map(({ userId }) => userId), createdAt: added.map(({ createdAt }) => createdAt) };
  await tx.query(
    `insert into user_account (user_id, created_at, name, active_organization_id)
     select user_id, created_at, name, case when is_member then :organizationId::uuid end
     from unnest(:userIds::uuid[], :createdAt::timestamptz[], :names::text[], :isMember::boolean[]) p (user_id, created_at, name, is_member)`,
    {
      ...columns,
      names: added.map(({ name }) => name),
      isMember: added.map(({ userId }) => members.has(userId)),
      organizationId: tx.organizationId,
    },
  );
  await tx.query(
    `insert into user_email (user_id, created_at, email, is_primary)
     select user_id, created_at, email, true from unnest(:userIds::uuid[], :createdAt::timestamptz[], :emails::text[]) p (user_id, created_at, email)`,
    { ...columns, emails: added.map(({ email }) => email) },
  );
}
