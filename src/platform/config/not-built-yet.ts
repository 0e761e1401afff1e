import type { Configuration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';

/**
 * Refuses what can be configured but is not built yet. Falling back in silence would be the worst answer: with Stripe asked
 * for, every plan would be free.
 *
 * @throws {ConfigurationError} for the first of them
 */
export function refuseWhatIsNotBuilt({ billing }: Configuration): void {
  if (billing.provider === 'stripe') {
    throw new ConfigurationError(
      'BILLING_PROVIDER',
      'must not be stripe in this version of the service, which knows the local plans only: set it to local, and remove the STRIPE_ variables.',
    );
  }
}
