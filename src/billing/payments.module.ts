import { Global, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { BillingSettings, StripeConfiguration } from './billing-configuration.js';
import { BillingModule } from './billing.module.js';
import { LocalPayments, Payments } from './subscription/payments.js';

/** The payment provider. Only the chosen one is instantiated, including its webhook. */
@Global()
@Module({})
export class PaymentsModule {
  static async with({ billing }: BillingSettings): Promise<DynamicModule> {
    const { controllers = [], providers = [] } = billing.provider === 'stripe' ? await stripe(billing) : LOCAL;
    return { module: PaymentsModule, imports: [BillingModule], controllers, providers, exports: [Payments] };
  }
}

const LOCAL: ModuleMetadata = { providers: [{ provide: Payments, useClass: LocalPayments }] };

/** The library is loaded only when Stripe is configured. */
async function stripe(configuration: StripeConfiguration): Promise<ModuleMetadata> {
  const { withStripe } = await import('./stripe/with-stripe.js');
  return withStripe(configuration);
}
