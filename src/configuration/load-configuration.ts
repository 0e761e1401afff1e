import { loadAssistant } from '../assistant/assistant-configuration.js';
import { loadBilling, refuseUnsafeBilling } from '../billing/billing-configuration.js';
import { loadDemo } from '../demo/demo-configuration.js';
import { isForThisMachineOnly, loadIdentity, refuseUnsafeIdentity } from '../identity/identity-configuration.js';
import { loadBasics, loadPlatform } from '../platform/config/load-platform.js';
import { refuseUnsafeProduction } from '../platform/config/production-rules.js';
import { readEnvironment, type RawEnvironment } from '../platform/config/read-environment.js';
import type { ServiceConfiguration } from './service-configuration.js';
import { VARIABLES } from './variables.js';

/**
 * Reads and checks the whole environment. A variable that is not set gets its default or the embedded server.
 *
 * Pure: it opens no file and no connection, so the same environment always gives the same result.
 *
 * @param cwd the folder from which a relative `DATA_DIR` is resolved
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function loadConfiguration(environment: RawEnvironment, cwd: string): ServiceConfiguration {
  const variables = readEnvironment(environment, VARIABLES);
  const basics = loadBasics(variables);
  const demo = loadDemo(variables, basics);
  const identity = loadIdentity(variables, basics);
  const billing = loadBilling(variables, basics);
  if (basics.production) {
    refuseUnsafeProduction(variables);
    refuseUnsafeIdentity(identity.identity);
    refuseUnsafeBilling(billing.billing);
  }
  const restrictHosts = isForThisMachineOnly(identity.identity, variables);
  return {
    ...loadPlatform(variables, { ...basics, restrictHosts }, cwd),
    ...identity,
    ...billing,
    ...loadAssistant(variables),
    ...demo,
  };
}
