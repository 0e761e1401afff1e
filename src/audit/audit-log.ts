import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { requestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import type { AuditAction } from './audit-actions.js';

/** The actor. The name is stored as it was, so that the log stays readable after a name has changed or a person has left. */
export interface Actor {
  readonly kind: 'member' | 'api_key' | 'superadmin' | 'system';
  readonly id: string | null;
  readonly name: string;
}

/** What was changed. */
interface AuditTarget {
  readonly kind:
    | 'organization'
    | 'member'
    | 'invitation'
    | 'subscription'
    | 'api_key'
    | 'revenue_target'
    | 'record'
    | 'reassignment'
    | 'conversation'
    | 'import';
  /** Null for a target without an ID, such as the target of a period: its name identifies it. */
  readonly id: string | null;
  readonly name: string;
}

export interface NewAuditEvent {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly target: AuditTarget;
  /** The value of each field before and after the change. Without secrets. */
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

/** Called with every event, in its transaction. */
export type AuditListener = (tx: TenantTransaction, event: NewAuditEvent) => void;

/** The service itself, acting without a request. */
export const SYSTEM: Actor = { kind: 'system', id: null, name: 'System' };

/** The organization's append-only log: written in the transaction of the change, readable, never changed. */
@Injectable()
export class AuditLog {
  private readonly listeners: AuditListener[] = [];

  /** For a module above that has to know of every change, whatever it is. */
  onRecorded(listener: AuditListener): void {
    this.listeners.push(listener);
  }

  /** Records the event; a change and its event are committed together or not at all. */
  recordAuditEvent(tx: TenantTransaction, event: NewAuditEvent): void {
    const request = requestContext.getStore();
    tx.executeDeferred(
      `insert into audit_event (organization_id, id, action, actor_kind, actor_id, actor_name, target_kind, target_id,
                                target_name, changes, at, ip, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp(), $11, $12)`,
      [
        tx.organizationId,
        newId(),
        event.action,
        event.actor.kind,
        event.actor.id,
        event.actor.name,
        event.target.kind,
        event.target.id,
        event.target.name,
        JSON.stringify(event.changes ?? {}),
        request?.ip ?? null,
        request?.requestId ?? null,
      ],
    );
    for (const listener of this.listeners) listener(tx, event);
  }
}
