import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';
import type { InvitationId, MembershipId } from '../../platform/ids/ids.js';

/** The email of an invitation, which was sent or not. */
export interface InvitationMailEnded {
  readonly invitationId: InvitationId;
  /** The ID of the email: an invitation can be sent again. */
  readonly mailId: string;
  readonly outcome: 'sent' | 'failed' | 'superseded';
  /** The member who invited; null: an API key did. */
  readonly invitedBy: MembershipId | null;
}

/** Announces how the email of an invitation ended, in the transaction that stores it. */
@Injectable()
export class InvitationMailEnds extends OrganizationEvent<InvitationMailEnded> {}
