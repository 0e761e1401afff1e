import type { Role } from '../access/permissions.policy.js';
import type { Plan } from '../platform/database/tenancy.js';
import type { MoneyDto, OrganizationDto, OwnOrganizationDto } from './dto/organization.dto.js';

export interface OrganizationRow {
  readonly organization_id: string;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscal_year_start_month: number;
  readonly monthly_target: number | null;
  readonly quarterly_target: number | null;
  readonly target_currency: string | null;
  readonly monthly_report: boolean;
  readonly logo_id: string | null;
  readonly version: number;
  readonly created_at: string;
}

/** A row of `organizations_of`: an organization beside what the user is in it. */
export interface OwnOrganizationRow extends OrganizationRow {
  readonly role: Role;
  readonly plan: Plan;
}

export const SELECT_ORGANIZATION = `
  select organization_id, name, slug, currency, timezone, fiscal_year_start_month, monthly_target, quarterly_target,
         target_currency, monthly_report, logo_id, version, created_at
  from organization where organization_id = $1`;

export function toOrganization(row: OrganizationRow, plan: Plan, role: Role): OrganizationDto {
  return {
    id: row.organization_id,
    name: row.name,
    slug: row.slug,
    currency: row.currency,
    timezone: row.timezone,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    revenueTargets: { monthly: target(row, row.monthly_target), quarterly: target(row, row.quarterly_target) },
    monthlyReport: row.monthly_report,
    logoUrl: logoUrl(row.logo_id),
    plan,
    role,
    createdAt: row.created_at,
  };
}

export function toOwnOrganization(row: OwnOrganizationRow): OwnOrganizationDto {
  return {
    id: row.organization_id,
    name: row.name,
    logoUrl: logoUrl(row.logo_id),
    role: row.role,
    plan: row.plan,
  };
}

function target(row: OrganizationRow, amount: number | null): MoneyDto | null {
  return amount === null ? null : { amount, currency: row.target_currency ?? row.currency };
}

function logoUrl(logoId: string | null): string | null {
  return logoId === null ? null : `/logos/${logoId}`;
}
