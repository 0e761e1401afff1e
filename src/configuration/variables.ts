import { ASSISTANT_VARIABLES } from '../assistant/assistant-configuration.js';
import { BILLING_VARIABLES } from '../billing/billing-configuration.js';
import { DEMO_VARIABLES } from '../demo/demo-configuration.js';
import { IDENTITY_VARIABLES } from '../identity/identity-configuration.js';
import { PLATFORM_VARIABLES } from '../platform/config/variables.js';

/** Every variable that the service reads: the platform's and those of the modules. */
export const VARIABLES = {
  ...PLATFORM_VARIABLES,
  ...IDENTITY_VARIABLES,
  ...BILLING_VARIABLES,
  ...ASSISTANT_VARIABLES,
  ...DEMO_VARIABLES,
} as const;

export type VariableName = keyof typeof VARIABLES;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[];
