import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/audit-log.js';
import { OrganizationEvent } from '../../platform/events/organization-event.js';
import type { MembershipId } from '../../platform/ids/ids.js';

/** The two members of a transfer of the ownership. */
export interface OwnershipTransferred {
  readonly from: MembershipId;
  readonly to: MembershipId;
  readonly by: Actor;
}

/** Announces that an organization has another owner, in the transaction of the transfer. */
@Injectable()
export class OwnershipTransfers extends OrganizationEvent<OwnershipTransferred> {}
