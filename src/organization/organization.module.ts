import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { MeController } from './me.controller.js';
import { OrganizationsController } from './organizations.controller.js';
import { Organizations } from './organizations.service.js';
import { Switcher } from './switcher.service.js';

/** The organizations themselves, and the switcher between one's own. */
@Module({
  imports: [BillingModule, MembershipModule],
  controllers: [OrganizationsController, MeController],
  providers: [Organizations, Switcher],
  exports: [Organizations],
})
export class OrganizationModule {}
