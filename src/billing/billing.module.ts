import { Module } from '@nestjs/common';
import { BillingController, PlansController } from './billing.controller.js';
import { BillingTurns } from './billing-turns.job.js';
import { CreditLedger } from './credit-ledger.js';
import { CreditsController } from './credits.controller.js';
import { Credits } from './credits.service.js';
import { LedgerDesk } from './ledger-desk.service.js';
import { PaidSubscriptions } from './paid-subscriptions.js';
import { Seats } from './seats.js';
import { SubscriptionEnd } from './subscription-end.job.js';
import { Subscriptions } from './subscriptions.js';

/** Plans, seats, credits and the subscription of an organization. */
@Module({
  controllers: [PlansController, BillingController, CreditsController],
  providers: [
    BillingTurns,
    CreditLedger,
    Credits,
    LedgerDesk,
    PaidSubscriptions,
    Seats,
    SubscriptionEnd,
    Subscriptions,
  ],
  exports: [CreditLedger, Credits, LedgerDesk, PaidSubscriptions, Seats, SubscriptionEnd, Subscriptions],
})
export class BillingModule {}
