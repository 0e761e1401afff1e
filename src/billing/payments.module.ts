import { Global, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { RunningConfiguration, StripeConfiguration } from '../platform/config/configuration.js';
import { BillingModule } from './billing.module.js';
import { LocalPayments, Payments } from './payments.js';

/** Who is paid. Of the providers only the chosen one exists, its webhook included. */
@Global()
@Module({})
export class PaymentsModule {
  static async with({ billing }: RunningConfiguration): Promise<DynamicModule> {
    const { controllers = [], providers = [] } = billing.provider === 'stripe' ? await stripe(billing) : LOCAL;
    return { module: PaymentsModule, imports: [BillingModule], controllers, providers, exports: [Payments] };
  }
}

const LOCAL: ModuleMetadata = { providers: [{ provide: Payments, useClass: LocalPayments }] };

/** Its library is read only where it is used. */
async function stripe(configuration: StripeConfiguration): Promise<ModuleMetadata> {
  const { withStripe } = await import('./stripe/with-stripe.js');
  return withStripe(configuration);
}
