import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AnalyticsModule } from './analytics/analytics.module.js';
import { AssistantModule } from './assistant/assistant.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BillingModule } from './billing/billing.module.js';
import { PaymentsModule } from './billing/payments.module.js';
import { DemoModule } from './demo/demo.module.js';
import { ApiKeysModule } from './identity/api-keys/api-keys.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { WebhooksModule } from './identity/webhooks/webhooks.module.js';
import { InvitationModule } from './invitation/invitation.module.js';
import { MembershipModule } from './membership/membership.module.js';
import { LiveUpdatesModule } from './live-updates/live-updates.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { NotificationModule } from './notification/notification.module.js';
import { OffboardingModule } from './offboarding/offboarding.module.js';
import { OperatorModule } from './operator/operator.module.js';
import { OrganizationModule } from './organization/organization.module.js';
import type { RunningServiceConfiguration } from './configuration/service-configuration.js';
import { RecordsModule } from './records/records.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { LOCK_ORDER } from './lock-order.js';
import { QUEUES } from './queues.js';
import { WebConsoleModule } from './web-console/web-console.module.js';

/** All modules of the service. */
@Module({})
export class AppModule {
  static with(configuration: RunningServiceConfiguration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(configuration, { queues: QUEUES, lockOrder: LOCK_ORDER }),
        AuditModule,
        WebhooksModule,
        IdentityModule.with(configuration),
        ApiKeysModule,
        AccessModule,
        BillingModule,
        PaymentsModule.with(configuration),
        MembershipModule,
        OrganizationModule,
        InvitationModule,
        RecordsModule,
        AssistantModule,
        OffboardingModule,
        AnalyticsModule,
        LiveUpdatesModule,
        OperatorModule,
        NoticesModule,
        NotificationModule,
        WebConsoleModule,
        DemoModule.with(configuration),
      ],
    };
  }
}
