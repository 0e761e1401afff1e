import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../platform/events/organization-event.js';

/** A member or an API key that may no longer invite, after a demotion or a revocation. */
export interface RevokedInviter {
  readonly kind: 'member' | 'api_key';
  /** The ID of the membership or the key. */
  readonly id: string;
  /** The actor who caused it, as the audit log names them. */
  readonly by: {
    readonly kind: 'member' | 'api_key' | 'superadmin' | 'system';
    readonly id: string | null;
    readonly name: string;
  };
}

/**
 * Announces that a member or a key may no longer invite, in the transaction of that change. The caller has locked the
 * subscription, since revoking their invitations frees seats.
 */
@Injectable()
export class RevokedInviters extends OrganizationEvent<RevokedInviter> {}
