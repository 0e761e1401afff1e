import { Module } from '@nestjs/common';
import { MembershipModule } from '../membership/membership.module.js';
import { ReassignmentsController, RemovalController } from './offboarding.controller.js';
import { Reassignments } from './reassignments.service.js';
import { Removals } from './removals.service.js';

/** Whatever ends: a member's removal, and what becomes of what was theirs. */
@Module({
  imports: [MembershipModule],
  controllers: [RemovalController, ReassignmentsController],
  providers: [Removals, Reassignments],
})
export class OffboardingModule {}
