import { Module } from '@nestjs/common';
import { AssistantModule } from '../assistant/assistant.module.js';
import { BillingModule } from '../billing/billing.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { DepartedUsers } from './departed-users.service.js';
import { ForgetRemovalMoves } from './forget-removal-moves.job.js';
import { MembershipEnd } from './membership-end.js';
import { RemovalController } from './offboarding.controller.js';
import { ReassignmentEvents } from './reassignment-events.js';
import { ReassignmentJob } from './reassignment.job.js';
import { ReassignmentsController } from './reassignments.controller.js';
import { RecordOwnership } from './record-ownership.js';
import { RecordOwnersController } from './record-owners.controller.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OrganizationEndController } from './organization-end.controller.js';
import { OrganizationEnd } from './organization-end.service.js';
import { Purge } from './purge.job.js';
import { Reassignments } from './reassignments.service.js';
import { RemovalPreviews } from './removal-preview.service.js';
import { Reinstatements } from './reinstatements.service.js';
import { Removals } from './removals.service.js';

/** Removing members, reassigning their records, deleting organizations, and the memberships of deleted user accounts. */
@Module({
  imports: [AssistantModule, BillingModule, InvitationModule, MembershipModule, OrganizationModule],
  controllers: [OrganizationEndController, RemovalController, ReassignmentsController, RecordOwnersController],
  providers: [
    OrganizationEnd,
    Purge,
    Removals,
    RemovalPreviews,
    Reinstatements,
    Reassignments,
    ReassignmentJob,
    ForgetRemovalMoves,
    ReassignmentEvents,
    RecordOwnership,
    MembershipEnd,
    DepartedUsers,
  ],
  exports: [OrganizationEnd],
})
export class OffboardingModule {}
