import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OffboardingModule } from '../offboarding/offboarding.module.js';
import { DashboardGuard } from './dashboard-guard.js';
import { PlatformActions } from './platform-actions.service.js';
import { PlatformBilling } from './platform-billing.service.js';
import { PlatformDirectory } from './platform-directory.service.js';
import { PlatformController } from './platform.controller.js';

/** Actions of the platform's superadmins. */
@Module({
  imports: [BillingModule, MembershipModule, OrganizationModule, OffboardingModule],
  controllers: [PlatformController],
  providers: [DashboardGuard, PlatformActions, PlatformBilling, PlatformDirectory],
  exports: [DashboardGuard],
})
export class OperatorModule {}
