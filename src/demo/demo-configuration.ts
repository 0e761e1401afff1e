import type { IdentityEnvironment } from '../identity/identity-configuration.js';
import { ConfigurationError } from '../platform/config/configuration-error.js';
import { oneOf, type ValuesOf, type VariableSchemas } from '../platform/config/variable-schema.js';

export interface DemoSettings {
  /** Whether an empty database is filled with demo data at the start; only with the local identity. */
  readonly demoData: boolean;
}

export const DEMO_VARIABLES = {
  DEMO_DATA: oneOf(['true', 'false'], 'must be true or false.'),
} as const satisfies VariableSchemas;

type DemoEnvironment = ValuesOf<typeof DEMO_VARIABLES> & Pick<IdentityEnvironment, 'IDENTITY_PROVIDER'>;

/** Before the identity is checked: a demo in production is refused with its own sentence. */
export function loadDemo(
  { DEMO_DATA, IDENTITY_PROVIDER }: DemoEnvironment,
  { production }: { production: boolean },
): DemoSettings {
  const wanted = DEMO_DATA === 'true';
  if (wanted && production) {
    throw new ConfigurationError('DEMO_DATA', 'must not be true in production: demo data is for trials only.');
  }
  if (wanted && (IDENTITY_PROVIDER ?? 'local') !== 'local') {
    throw new ConfigurationError('DEMO_DATA', 'needs the local identity: remove it, or IDENTITY_PROVIDER.');
  }
  return { demoData: wanted };
}
