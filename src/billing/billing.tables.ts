import type { ModuleTables } from '../platform/database/database-schema.js';
import { CreditAccountEntity } from './credits/credit-account.entity.js';
import { CreditEntryEntity } from './credits/credit-entry.entity.js';
import { SeatEntity } from './seats/seat.entity.js';
import { StripeCustomerEntity } from './stripe/stripe-customer.entity.js';
import { SubscriptionEntity } from './subscription/subscription.entity.js';

/** The tables and functions of this module in the database. */
export const BILLING_TABLES: ModuleTables = {
  module: 'billing',
  entities: [CreditAccountEntity, CreditEntryEntity, SeatEntity, StripeCustomerEntity, SubscriptionEntity],
  definerFunctions: ['paying_organizations_of(uuid)'],
};
