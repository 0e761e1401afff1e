import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '../billing/billing.module.js';
import { LastActivity } from './last-activity.js';
import { MembersController } from './members.controller.js';
import { Members } from './members.service.js';
import { Memberships } from './memberships.js';
import { PermissionChecksController } from './permission-checks.controller.js';
import { PermissionChecks } from './permission-checks.service.js';
import { RoleChanges } from './role-changed.event.js';
import { MEMBERSHIP_TABLES } from './membership.tables.js';

/** Who is a member of an organization, with which role, and when they were last active. */
@Module({
  imports: [BillingModule, TypeOrmModule.forFeature(MEMBERSHIP_TABLES.entities)],
  controllers: [MembersController, PermissionChecksController],
  providers: [LastActivity, Members, Memberships, PermissionChecks, RoleChanges],
  exports: [Members, Memberships, RoleChanges],
})
export class MembershipModule {}
