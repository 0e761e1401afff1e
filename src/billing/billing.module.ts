import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingController, PlansController } from './billing.controller.js';
import { BillingScheduledRun } from './credits/billing-scheduled-run.job.js';
import { CreditLedger } from './credits/credit-ledger.js';
import { CreditThresholds } from './credits/credits-used.event.js';
import { CreditsController } from './credits/credits.controller.js';
import { Credits } from './credits/credits.service.js';
import { CreditTransactions } from './credits/credit-transactions.service.js';
import { LedgerExports } from './credits/ledger-exports.service.js';
import { PaidSubscriptions } from './subscription/paid-subscriptions.js';
import { PaymentFailures } from './subscription/payment-failed.event.js';
import { SeatOverruns } from './seats/seat-limit-exceeded.event.js';
import { Seats } from './seats/seats.js';
import { EndSubscriptionJob } from './subscription/end-subscription.job.js';
import { Subscriptions } from './subscription/subscriptions.js';
import { BILLING_TABLES } from './billing.tables.js';

/** What other modules use as well. */
const SERVICES = [
  CreditLedger,
  CreditThresholds,
  Credits,
  CreditTransactions,
  PaidSubscriptions,
  PaymentFailures,
  SeatOverruns,
  Seats,
  EndSubscriptionJob,
  Subscriptions,
];

/** Plans, seats, credits and the subscription of an organization. */
@Module({
  imports: [TypeOrmModule.forFeature(BILLING_TABLES.entities)],
  controllers: [PlansController, BillingController, CreditsController],
  providers: [...SERVICES, BillingScheduledRun, LedgerExports],
  exports: SERVICES,
})
export class BillingModule {}
