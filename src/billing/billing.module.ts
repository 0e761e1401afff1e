import { Module } from '@nestjs/common';
import { BillingController, PlansController } from './billing.controller.js';
import { Seats } from './seats.js';
import { Subscriptions } from './subscriptions.js';

/** Plans, seats and the subscription of an organization. */
@Module({
  controllers: [PlansController, BillingController],
  providers: [Seats, Subscriptions],
  exports: [Seats, Subscriptions],
})
export class BillingModule {}
