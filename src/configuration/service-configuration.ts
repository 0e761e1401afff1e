import type { AssistantSettings } from '../assistant/assistant-configuration.js';
import type { BillingSettings } from '../billing/billing-configuration.js';
import type { DemoSettings } from '../demo/demo-configuration.js';
import type { IdentitySettings } from '../identity/identity-configuration.js';
import type { Configuration, RunningConfiguration } from '../platform/config/configuration.js';

/** The settings of the modules. A module injects the whole configuration as the type of its own settings. */
type ModuleSettings = IdentitySettings & BillingSettings & AssistantSettings & DemoSettings;

/** The whole configuration: the platform's, and the settings of the modules. */
export type ServiceConfiguration = Configuration & ModuleSettings;

/** The same for the running service: every server has an address, embedded or not. */
export type RunningServiceConfiguration = RunningConfiguration & ModuleSettings;
