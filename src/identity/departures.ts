import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UserId } from '../platform/ids/ids.js';

/** Writes down, in the transaction in which the account ends, the work that follows; answers the ids of the outbox rows. */
export type DepartureListener = (manager: EntityManager, userId: UserId) => Promise<readonly string[]>;

/** Tells the rooms above that a user is gone for good, in the very transaction that makes it so. */
@Injectable()
export class Departures {
  private readonly listeners: DepartureListener[] = [];

  onDeparted(listener: DepartureListener): void {
    this.listeners.push(listener);
  }

  /** The ids of the outbox rows to dispatch after the commit. */
  async announce(manager: EntityManager, userId: UserId): Promise<string[]> {
    const rows: string[] = [];
    for (const listener of this.listeners) rows.push(...(await listener(manager, userId)));
    return rows;
  }
}
