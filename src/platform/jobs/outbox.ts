import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../ids/ids.js';
import type { QueueName } from './queues.js';

/** Ids and plain facts only: never a token, an address or a text that somebody wrote. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Work that is owed once the transaction commits. */
export interface OutboxMessage {
  readonly organizationId: string | null;
  readonly queue: QueueName;
  readonly name: string;
  readonly payload: JobPayload;
}

/** Writes down work in the transaction that makes it due, so that neither exists without the other. */
@Injectable()
export class Outbox {
  /**
   * Adds the message in the caller's transaction and answers the row's id, for `JobRelay.dispatch` after the commit.
   * Work whose id is never dispatched is found by the sweeper within seconds.
   */
  async add(manager: EntityManager, message: OutboxMessage): Promise<string> {
    const id = newId<string>();
    await manager.query(
      `insert into outbox (id, organization_id, queue, name, payload, due_at) values ($1, $2, $3, $4, $5, now())`,
      [id, message.organizationId, message.queue, message.name, JSON.stringify(message.payload)],
    );
    return id;
  }
}
