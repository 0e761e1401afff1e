import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';
import type { MembershipId } from '../../platform/ids/ids.js';

/** A person who accepted an invitation. */
export interface MemberJoined {
  readonly membershipId: MembershipId;
  /** The member who invited them; null: an API key did. */
  readonly invitedBy: MembershipId | null;
}

/** Announces a new member, in the transaction that accepts the invitation. */
@Injectable()
export class MemberJoins extends OrganizationEvent<MemberJoined> {}
