import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { OffboardingModule } from '../offboarding/offboarding.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { RecordsModule } from '../records/records.module.js';
import { LiveStreams } from './live-streams.js';
import { LiveUpdates } from './live-updates.js';
import { StreamController } from './stream.controller.js';

/** Tells the open consoles of an organization what changed. */
@Module({
  imports: [InvitationModule, MembershipModule, OffboardingModule, OrganizationModule, RecordsModule],
  controllers: [StreamController],
  providers: [LiveStreams, LiveUpdates],
  exports: [LiveUpdates],
})
export class LiveUpdatesModule {}
