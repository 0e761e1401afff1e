import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '../billing/billing.module.js';
import { LastActivity } from './last-activity.js';
import { MembersController } from './members.controller.js';
import { Members } from './members.service.js';
import { Memberships } from './memberships.js';
import { OwnershipController } from './ownership.controller.js';
import { Ownership } from './ownership.service.js';
import { MEMBERSHIP_TABLES } from './membership.tables.js';

/** Who is a member of an organization, with which role, and when they were last active. */
@Module({
  imports: [BillingModule, TypeOrmModule.forFeature(MEMBERSHIP_TABLES.entities)],
  controllers: [MembersController, OwnershipController],
  providers: [LastActivity, Members, Memberships, Ownership],
  exports: [Members, Memberships, Ownership],
})
export class MembershipModule {}
