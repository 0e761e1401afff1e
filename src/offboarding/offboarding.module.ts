import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssistantModule } from '../assistant/assistant.module.js';
import { BillingModule } from '../billing/billing.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { DeletedUserMemberships } from './account-deletion/end-deleted-user-memberships.job.js';
import { RemovalMoveDeletion } from './reassignment/delete-removal-moves.job.js';
import { MembershipEnd } from './removal/end-membership.js';
import { RemovalController } from './removal/removal.controller.js';
import { ReassignmentEvents } from './reassignment/reassignment-events.js';
import { ReassignmentEnds } from './reassignment/reassignment-ended.event.js';
import { ReassignmentJob } from './reassignment/reassignment.job.js';
import { ReassignmentsController } from './reassignment/reassignments.controller.js';
import { RecordOwnerCounts } from './reassignment/list-record-owners.js';
import { RecordOwnersController } from './reassignment/record-owners.controller.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OrganizationDeletionController } from './organization-deletion/organization-deletion.controller.js';
import { OrganizationDeletion } from './organization-deletion/organization-deletion.service.js';
import { OrganizationPurge } from './organization-deletion/purge-organizations.job.js';
import { Reassignments } from './reassignment/reassignments.service.js';
import { RemovalPreviews } from './removal/preview-removal.js';
import { Reinstatements } from './removal/reinstate-member.js';
import { Removals } from './removal/remove-member.js';
import { OFFBOARDING_TABLES } from './offboarding.tables.js';

/** Removing members, reassigning their records, deleting organizations, and the memberships of deleted user accounts. */
@Module({
  imports: [
    AssistantModule,
    BillingModule,
    InvitationModule,
    MembershipModule,
    OrganizationModule,
    TypeOrmModule.forFeature(OFFBOARDING_TABLES.entities),
  ],
  controllers: [OrganizationDeletionController, RemovalController, ReassignmentsController, RecordOwnersController],
  providers: [
    OrganizationDeletion,
    OrganizationPurge,
    Removals,
    RemovalPreviews,
    Reinstatements,
    Reassignments,
    ReassignmentJob,
    RemovalMoveDeletion,
    ReassignmentEnds,
    ReassignmentEvents,
    RecordOwnerCounts,
    MembershipEnd,
    DeletedUserMemberships,
  ],
  exports: [OrganizationDeletion, ReassignmentEnds],
})
export class OffboardingModule {}
