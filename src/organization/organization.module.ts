import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { MeController } from './me.controller.js';
import { OrganizationsController } from './organizations.controller.js';
import { DeletedOrganizations } from './deleted-organizations.service.js';
import { LogoConverter } from './logo/logo-converter.js';
import { LogoSizes } from './logo/logo-sizes.js';
import { Logos } from './logo/logos.service.js';
import { Organizations } from './organizations.service.js';
import { RevenuePlans } from './revenue/revenue-plans.service.js';
import { RevenueTargets } from './revenue/revenue-targets.service.js';
import { LogosController, SettingsController } from './settings/settings.controller.js';
import { OrganizationSettings } from './settings/settings.service.js';
import { OwnershipController } from './ownership/ownership.controller.js';
import { Ownership } from './ownership/ownership.service.js';
import { OwnershipTransfers } from './ownership/ownership-transferred.event.js';
import { OrganizationSwitcher } from './organization-switcher.service.js';
import { OrganizationCreations } from './organization-created.event.js';
import { TimezoneChanges } from './settings/timezone-changes.event.js';
import { ORGANIZATION_TABLES } from './organization.tables.js';

/** Organizations, and the switcher between those of a user. */
@Module({
  imports: [BillingModule, MembershipModule, TypeOrmModule.forFeature(ORGANIZATION_TABLES.entities)],
  controllers: [OrganizationsController, OwnershipController, MeController, SettingsController, LogosController],
  providers: [
    DeletedOrganizations,
    LogoConverter,
    LogoSizes,
    Logos,
    OrganizationCreations,
    Organizations,
    OrganizationSettings,
    Ownership,
    OwnershipTransfers,
    RevenuePlans,
    RevenueTargets,
    OrganizationSwitcher,
    TimezoneChanges,
  ],
  exports: [Logos, OrganizationCreations, Organizations, Ownership, OwnershipTransfers, RevenuePlans, TimezoneChanges],
})
export class OrganizationModule {}
