import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { TimezoneChanges } from './timezone-changes.event.js';
import { answerWithVersion, requireMatch } from '../../platform/http/answer.js';
import { Problem } from '../../platform/http/problem.js';
import type { Upload } from '../../platform/http/upload.js';
import type { OrganizationDto } from '../dto/organization.dto.js';
import type { ChangeOrganizationDto } from '../dto/settings.dto.js';
import { Logos } from '../logo/logos.service.js';
import { SELECT_ORGANIZATION, toOrganization, type OrganizationRow } from '../organization-queries.js';
import { slugTaken } from '../organization.problems.js';
import { changesOf, applyChange, type Settings } from './settings.policy.js';
import { reserveSlug } from '../slugs.js';

/** Changes an organization's settings. */
@Injectable()
export class OrganizationSettings {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly logos: Logos,
    private readonly audit: AuditLog,
    private readonly timezones: TimezoneChanges,
  ) {}

  /**
   * Changes what is given and keeps the rest. Amounts are never converted when the currency changes.
   *
   * @throws 409 `slug-taken`, 412 `precondition-failed`, 422 for a target in another currency than the organization's
   */
  async update(
    auth: AuthorizedContext,
    dto: ChangeOrganizationDto,
    ifMatch: string | undefined,
  ): Promise<OrganizationDto> {
    return this.tenants.write(auth, async (tx) => {
      tx.locks.assertOrder('organization');
      const row = await tx.one<OrganizationRow>(`${SELECT_ORGANIZATION} for no key update`, {
        organizationId: tx.organizationId,
      });
      const before = settingsOf(row);
      const after = applyChange(before, dto);
      // After the fields: an error in them is answered first, however old the version is.
      requireMatch(ifMatch, row.version);
      const changes = changesOf(before, after);
      if (Object.keys(changes).length > 0) {
        await this.updateRow(tx, after);
        if (before.timezone !== after.timezone) {
          await this.timezones.announce(tx, { from: before.timezone, to: after.timezone });
        }
        this.audit.recordAuditEvent(tx, {
          action: 'organization.updated',
          actor: auth.actor,
          target: { kind: 'organization', id: tx.organizationId, name: after.name },
          changes,
        });
      }
      return this.getIn(tx, auth);
    });
  }

  /**
   * Sets the logo from an uploaded picture.
   *
   * @param receive reads the upload, once the caller was authorized
   * @throws as {@link Logos.set}, and 503 `file-store-unavailable`
   */
  async setLogo(auth: AuthorizedContext, receive: () => Promise<Upload | null>): Promise<OrganizationDto> {
    return this.logos.set(auth, receive, (tx) => this.getIn(tx, auth));
  }

  private async getIn(tx: TenantTransaction, auth: AuthorizedContext): Promise<OrganizationDto> {
    const stored = await tx.one<OrganizationRow>(SELECT_ORGANIZATION, { organizationId: tx.organizationId });
    answerWithVersion(stored.version);
    return toOrganization(stored, auth.organization.plan, auth.caller.role, (logoId) => this.logos.urlOf(logoId));
  }

  private async updateRow(tx: TenantTransaction, settings: Settings): Promise<void> {
    if (!(await reserveSlug(tx, settings.slug))) throw new Problem(slugTaken);
    await tx.query(
      `update organization set name = $2, slug = $3, currency = $4, timezone = $5, fiscal_year_start_month = $6,
         monthly_target = $7, monthly_target_currency = $8, quarterly_target = $9, quarterly_target_currency = $10,
         monthly_report = $11, version = version + 1
       where organization_id = $1`,
      [
        tx.organizationId,
        settings.name,
        settings.slug,
        settings.currency,
        settings.timezone,
        settings.fiscalYearStartMonth,
        settings.monthlyTarget?.amount ?? null,
        settings.monthlyTarget?.currency ?? null,
        settings.quarterlyTarget?.amount ?? null,
        settings.quarterlyTarget?.currency ?? null,
        settings.monthlyReport,
      ],
    );
    // A slug that is no longer used is free for others.
    await tx.query('delete from organization_slug where organization_id = $1 and slug <> $2', [
      tx.organizationId,
      settings.slug,
    ]);
  }
}

function settingsOf(row: OrganizationRow): Settings {
  const money = (amount: number | null, currency: string | null): Settings['monthlyTarget'] =>
    amount === null || currency === null ? null : { amount, currency };
  return {
    name: row.name,
    slug: row.slug,
    currency: row.currency,
    timezone: row.timezone,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    monthlyTarget: money(row.monthly_target, row.monthly_target_currency),
    quarterlyTarget: money(row.quarterly_target, row.quarterly_target_currency),
    monthlyReport: row.monthly_report,
  };
}
