import type { ModuleTables } from '../platform/database/database-schema.js';

/** The tables and functions of this module in the database. */
export const OPERATOR_TABLES: ModuleTables = {
  module: 'operator',
  entities: [],
  definerFunctions: [
    'find_organizations(text,boolean)',
    'list_organizations(text,boolean,timestamp with time zone,uuid,integer)',
    'organization_state(uuid)',
  ],
};
