import type { QueryResultRow } from 'pg';
import type { Entry } from '../access/entry.js';
import type { Statement } from '../platform/database/statement-batch.js';
import type { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { NO_ID } from '../platform/ids/ids.js';

/** For whom figures are read: their way into the organization, and how far they see there. */
export interface Viewer {
  readonly organizationId: string;
  readonly read: <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;
  /** Whose figures alone they see; null: everybody's. To be asked once something was read. */
  readonly onlyOf: () => Person | null;
}

interface Person {
  /** An id that nobody has for a key: it owns no records. */
  readonly membershipId: string;
  readonly name: string;
}

/** A caller sees what their role lets them see, once the door has answered. */
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

/** The organization itself sees everything: a job, in its transaction. */
export function organizationAsViewer(tx: TenantTransaction): Viewer {
  return {
    organizationId: tx.organizationId,
    read: ({ text, values }) => tx.query(text, values),
    onlyOf: () => null,
  };
}
