import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvitationModule } from '../invitation/invitation.module.js';
import { LiveUpdatesModule } from '../live-updates/live-updates.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { OffboardingModule } from '../offboarding/offboarding.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { RecordsModule } from '../records/records.module.js';
import { ExpiringKeys } from './expiring-keys.job.js';
import { NotificationSources } from './notification-sources.js';
import { NOTIFICATION_TABLES } from './notification.tables.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifications } from './notifications.js';
import { OldNotifications } from './old-notifications.job.js';
import { OwnNotifications } from './own-notifications.service.js';

/** Notifications in the console: what a member should know, for each of them. */
@Module({
  imports: [
    InvitationModule,
    LiveUpdatesModule,
    MembershipModule,
    OffboardingModule,
    OrganizationModule,
    RecordsModule,
    TypeOrmModule.forFeature(NOTIFICATION_TABLES.entities),
  ],
  controllers: [NotificationsController],
  providers: [Notifications, NotificationSources, ExpiringKeys, OldNotifications, OwnNotifications],
})
export class NotificationModule {}
