import { Injectable } from '@nestjs/common';
import type { Role } from '../access/permissions.policy.js';
import type { Actor } from '../audit/audit-log.js';
import { OrganizationEvent } from '../platform/events/organization-event.js';
import type { MembershipId } from '../platform/ids/ids.js';

/** A member who has another role than before. */
export interface RoleChanged {
  readonly membershipId: MembershipId;
  readonly from: Role;
  readonly to: Role;
  readonly by: Actor;
}

/** Announces a member's new role, in the transaction that changes it. A transfer of the ownership is announced separately. */
@Injectable()
export class RoleChanges extends OrganizationEvent<RoleChanged> {}
