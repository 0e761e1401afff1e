import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { MeController } from './me.controller.js';
import { OrganizationsController } from './organizations.controller.js';
import { DeletedOrganizations } from './deleted-organizations.service.js';
import { LogoDrawing } from './logo-drawing.js';
import { Logos } from './logos.service.js';
import { Organizations } from './organizations.service.js';
import { RevenuePlans } from './revenue-plans.service.js';
import { RevenueTargets } from './revenue-targets.service.js';
import { LogosController, SettingsController } from './settings.controller.js';
import { OrganizationSettings } from './settings.service.js';
import { Switcher } from './switcher.service.js';

/** Organizations, and the switcher between those of a user. */
@Module({
  imports: [BillingModule, MembershipModule],
  controllers: [OrganizationsController, MeController, SettingsController, LogosController],
  providers: [
    DeletedOrganizations,
    LogoDrawing,
    Logos,
    Organizations,
    OrganizationSettings,
    RevenuePlans,
    RevenueTargets,
    Switcher,
  ],
  exports: [Logos, Organizations, RevenuePlans],
})
export class OrganizationModule {}
