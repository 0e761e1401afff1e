import type { QueryResultRow } from 'pg';
import type { AuthorizedContext } from '../access/authorized-context.js';
import type { ReadStatement, TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { NO_ID } from '../platform/ids/ids.js';

/** The reader of figures: how to read from the organization, and which figures they may see. */
export interface AnalyticsReader {
  readonly organizationId: string;
  readonly read: <Row extends QueryResultRow>(statement: ReadStatement) => Promise<Row[]>;
  /** The member whose figures alone they may see; null: all figures. Available after the first read. */
  readonly onlyMember: () => Person | null;
}

interface Person {
  /** For an API key, an ID that no membership has: a key owns no records. */
  readonly membershipId: string;
  readonly name: string;
}

/** Reads what the role of the caller permits, which is known after the authorization query. */
export function readerForCaller(tenants: TenantDatabase, auth: AuthorizedContext): AnalyticsReader {
  return {
    organizationId: auth.organizationId,
    read: (statement) => tenants.read(auth, statement),
    onlyMember: () => {
      const { scope, membershipId, name } = auth.caller;
      return scope === 'all' ? null : { membershipId: membershipId ?? NO_ID, name };
    },
  };
}

/** Reads everything of the organization: for a job, in its transaction. */
export function readerForOrganization(tx: TenantTransaction): AnalyticsReader {
  return {
    organizationId: tx.organizationId,
    read: ({ text, values }) => tx.query(text, values),
    onlyMember: () => null,
  };
}
