import type { Role } from '../access/permissions.policy.js';
import type { Plan } from '../access/plan.js';
import type { MoneyDto } from '../platform/money/money.dto.js';
import type { OrganizationDto, OwnOrganizationDto } from './dto/organization.dto.js';
import type { OrganizationEntity } from './organization.entity.js';

export type OrganizationRow = Readonly<Omit<OrganizationEntity, 'owner_membership_id' | 'owner_mark' | 'deleted_at'>>;

/** A row of `organizations_of`: an organization and the user's membership in it. */
export interface OwnOrganizationRow extends OrganizationRow {
  readonly role: Role;
  readonly plan: Plan;
}

export const SELECT_ORGANIZATION = `
  select organization_id, name, slug, currency, timezone, fiscal_year_start_month, monthly_target, monthly_target_currency,
         quarterly_target, quarterly_target_currency, monthly_report, logo_id, version, created_at
  from organization where organization_id = :organizationId`;

export type LogoUrl = (logoId: string | null) => string | null;

export function toOrganization(row: OrganizationRow, plan: Plan, role: Role, logoUrl: LogoUrl): OrganizationDto {
  return {
    id: row.organization_id,
    name: row.name,
    slug: row.slug,
    currency: row.currency,
    timezone: row.timezone,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    revenueTargets: {
      monthly: money(row.monthly_target, row.monthly_target_currency),
      quarterly: money(row.quarterly_target, row.quarterly_target_currency),
    },
    monthlyReport: row.monthly_report,
    logoUrl: logoUrl(row.logo_id),
    plan,
    role,
    createdAt: row.created_at,
  };
}

export function toOwnOrganization(row: OwnOrganizationRow, logoUrl: LogoUrl): OwnOrganizationDto {
  return {
    id: row.organization_id,
    name: row.name,
    logoUrl: logoUrl(row.logo_id),
    role: row.role,
    plan: row.plan,
  };
}

function money(amount: number | null, currency: string | null): MoneyDto | null {
  return amount === null || currency === null ? null : { amount, currency };
}
