import type { QueryResultRow } from 'pg';
import type { Entry } from '../access/entry.js';
import type { Statement } from '../platform/database/statement-batch.js';
import type { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { NO_ID } from '../platform/ids/ids.js';

/** The reader of figures: how to read from the organization, and which figures they may see. */
export interface Viewer {
  readonly organizationId: string;
  readonly read: <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;
  /** The member whose figures alone they may see; null: all figures. Available after the first read. */
  readonly onlyOf: () => Person | null;
}

interface Person {
  /** For an API key, an ID that no membership has: a key owns no records. */
  readonly membershipId: string;
  readonly name: string;
}

/** A caller may see what their role permits, which is known after the authorization query. */
export function callerAsViewer(tenants: TenantDatabase, entry: Entry): Viewer {
  return {
    organizationId: entry.organizationId,
    read: (statement) => tenants.read(entry, statement),
    onlyOf: () => {
      const { scope, membershipId, name } = entry.caller;
      return scope === 'all' ? null : { membershipId: membershipId ?? NO_ID, name };
    },
  };
}

/** The organization itself may see everything: a job, in its transaction. */
export function organizationAsViewer(tx: TenantTransaction): Viewer {
  return {
    organizationId: tx.organizationId,
    read: ({ text, values }) => tx.query(text, values),
    onlyOf: () => null,
  };
}
