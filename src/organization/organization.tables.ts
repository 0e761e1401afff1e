import type { ModuleTables } from '../platform/database/database-schema.js';
import { OrganizationSlugEntity } from './organization-slug.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { RevenueTargetEntity } from './revenue/revenue-target.entity.js';

/** The tables and functions of this module in the database. */
export const ORGANIZATION_TABLES: ModuleTables = {
  module: 'organization',
  entities: [OrganizationSlugEntity, OrganizationEntity, RevenueTargetEntity],
  definerFunctions: ['organizations_of(uuid)', 'deleted_organizations_of(uuid)', 'free_organizations_owned_by(uuid)'],
};
