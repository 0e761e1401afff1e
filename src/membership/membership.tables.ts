import type { ModuleTables } from '../platform/database/database-schema.js';
import { MembershipEntity } from './membership.entity.js';

/** The tables and functions of this module in the database. */
export const MEMBERSHIP_TABLES: ModuleTables = {
  module: 'membership',
  entities: [MembershipEntity],
  definerFunctions: ['roles_of(uuid,uuid[])'],
};
