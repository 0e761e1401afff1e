import { Injectable } from '@nestjs/common';
import { organizationNotFound } from '../access/access.problems.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { CreditLedger } from '../billing/credits/credit-ledger.js';
import { Credits } from '../billing/credits/credits.service.js';
import type { BillingDto } from '../billing/dto/billing.dto.js';
import type { BalanceDto } from '../billing/dto/credits.dto.js';
import { Subscriptions } from '../billing/subscription/subscriptions.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import type {
  GrantCreditsDto,
  OverridePlanDto,
  PlatformOrganizationDetailsDto,
  UnlimitedCreditsDto,
} from './dto/operator.dto.js';
import { PlatformDirectory } from './platform-directory.service.js';
import { superadminActor } from './platform-actions.service.js';

/**
 * What a superadmin can change of an organization's plan and credits. Each action writes an audit event that its
 * owner can see.
 */
@Injectable()
export class PlatformBilling {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly subscriptions: Subscriptions,
    private readonly credits: Credits,
    private readonly ledger: CreditLedger,
    private readonly directory: PlatformDirectory,
  ) {}

  /** @throws 404 `organization-not-found` */
  async getOrganization(caller: SignedInCaller, id: OrganizationId): Promise<PlatformOrganizationDetailsDto> {
    const organization = await this.directory.getOrganization(id);
    if (organization.deletedAt !== null) return Object.assign(organization, { billing: null });
    const billing = await this.runInOrganization(caller, id, async (tx) =>
      this.subscriptions.describeBilling(tx, await this.ledger.readCurrent(tx)),
    );
    return Object.assign(organization, { billing });
  }

  /**
   * Sets an organization's plan regardless of the seats in use, permanently or for a limited time.
   *
   * @throws 404 `organization-not-found`, 422 for an end in the past
   */
  async overridePlan(caller: SignedInCaller, id: OrganizationId, dto: OverridePlanDto): Promise<BillingDto> {
    return this.runInOrganization(caller, id, (tx) =>
      this.subscriptions.forcePlan(tx, dto.plan, dto.until ?? null, superadminActor(caller)),
    );
  }

  /** @throws 404 `organization-not-found`, 409 `adjustment-below-zero` */
  async grantCredits(caller: SignedInCaller, id: OrganizationId, dto: GrantCreditsDto): Promise<BalanceDto> {
    return this.runInOrganization(caller, id, (tx) =>
      this.credits.adjust(tx, dto.credits, dto.reason, superadminActor(caller)),
    );
  }

  /** @throws 404 `organization-not-found` */
  async setUnlimited(caller: SignedInCaller, id: OrganizationId, dto: UnlimitedCreditsDto): Promise<BalanceDto> {
    return this.runInOrganization(caller, id, (tx) => this.credits.setUnlimited(tx, dto, superadminActor(caller)));
  }

  private async runInOrganization<T>(
    caller: SignedInCaller,
    id: OrganizationId,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.tenants.runAsNonMember(id, caller.idempotency, async (tx) => {
      const rows = await tx.query('select 1 from organization where organization_id = $1 and deleted_at is null', [id]);
      if (rows.length === 0) throw new Problem(organizationNotFound);
      return work(tx);
    });
  }
}
