import { Injectable } from '@nestjs/common';
import type { GlobalTransaction } from '../database/global-database.js';
import type { Parameters } from '../database/parameters.js';
import type { TenantTransaction } from '../database/tenant-transaction.js';
import { newId } from '../ids/ids.js';

/** IDs and plain facts only: never a token, an address or a text of a user. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Work that is enqueued with the commit of the transaction. */
export interface OutboxMessage {
  readonly organizationId: string | null;
  /** The name of one of the modules' queues. */
  readonly queue: string;
  readonly name: string;
  readonly payload: JobPayload;
}

/** Enqueues work in the transaction that requires it, so that neither exists without the other. */
@Injectable()
export class Outbox {
  /**
   * Enqueues work in an organization's transaction and returns the row's ID, for `OutboxDispatcher.dispatch` after the commit. Work
   * whose ID is never dispatched is found by the sweeper within seconds.
   */
  enqueue(tx: TenantTransaction, message: Omit<OutboxMessage, 'organizationId'>): string {
    const id = newId<string>();
    tx.executeDeferred(INSERT, valuesOf(id, { ...message, organizationId: tx.organizationId }));
    return id;
  }

  /** As {@link enqueue}, in a transaction without an organization. */
  async enqueueGlobal(tx: GlobalTransaction, message: OutboxMessage): Promise<string> {
    const id = newId<string>();
    await tx.query(INSERT, valuesOf(id, message));
    return id;
  }
}

const INSERT = `insert into outbox (id, organization_id, queue, name, payload, due_at) values (:id, :organizationId, :queue, :name, :payload, now())`;

function valuesOf(id: string, { organizationId, queue, name, payload }: OutboxMessage): Parameters {
  return { id, organizationId, queue, name, payload: JSON.stringify(payload) };
}
