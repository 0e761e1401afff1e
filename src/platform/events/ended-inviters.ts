import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from './organization-event.js';

/** A member or an API key that may not invite any more: demoted or revoked. */
export interface EndedInviter {
  readonly kind: 'member' | 'api_key';
  /** The membership or the key. */
  readonly id: string;
  /** Who ended it, as the audit log names them. */
  readonly by: {
    readonly kind: 'member' | 'api_key' | 'superadmin' | 'system';
    readonly id: string | null;
    readonly name: string;
  };
}

/**
 * Tells that a member or a key may not invite any more, in the transaction that ends it. The caller has locked the
 * subscription, since the invitations that end with it free their seats.
 */
@Injectable()
export class EndedInviters extends OrganizationEvent<EndedInviter> {}
