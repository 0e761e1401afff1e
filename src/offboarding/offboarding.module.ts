import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { DepartedUsers } from './departed-users.service.js';
import { MembershipEnd } from './membership-end.js';
import { ReassignmentsController, RemovalController } from './offboarding.controller.js';
import { Reassignments } from './reassignments.service.js';
import { Removals } from './removals.service.js';

/** Whatever ends: a member's removal, what becomes of what was theirs, and a user whose account was deleted. */
@Module({
  imports: [MembershipModule, InvitationModule],
  controllers: [RemovalController, ReassignmentsController],
  providers: [Removals, Reassignments, MembershipEnd, DepartedUsers],
})
export class OffboardingModule {}
