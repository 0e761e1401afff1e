import { assistantWarnings } from '../assistant/assistant-configuration.js';
import { identityWarnings } from '../identity/identity-configuration.js';
import { networkWarnings, serverWarnings, type ConfigurationWarning } from '../platform/config/production-warnings.js';
import type { ServiceConfiguration } from './service-configuration.js';

/** Probable errors of a production configuration, each once and in one sentence; none outside of production. */
export function warningsOf(configuration: ServiceConfiguration): readonly ConfigurationWarning[] {
  if (!configuration.production) return [];
  return [
    ...serverWarnings(configuration),
    ...assistantWarnings(configuration),
    ...identityWarnings(configuration),
    ...networkWarnings(configuration),
  ];
}
