import { z } from 'zod';
import { plainHttpWarnings, type ConfigurationWarning } from '../platform/config/production-warnings.js';
import { allOrNone, required } from '../platform/config/required.js';
import { baseUrl, token, type ValuesOf, type VariableSchemas } from '../platform/config/variable-schema.js';

/** The model that answers. */
export interface AssistantSettings {
  /** `null`: no assistant; its calls answer 503. */
  readonly assistant: AssistantConfiguration | null;
}

export interface AssistantConfiguration {
  /** Base of an OpenAI-compatible endpoint, without a trailing slash. */
  readonly baseUrl: string;
  /** `null`: the endpoint needs none. */
  readonly apiKey: string | null;
  readonly model: string;
}

export const ASSISTANT_VARIABLES = {
  ASSISTANT_BASE_URL: baseUrl('the address of an OpenAI-compatible endpoint'),
  ASSISTANT_API_KEY: token('an API key'),
  ASSISTANT_MODEL: z.string().max(200, "must be a model's name of at most 200 characters."),
} as const satisfies VariableSchemas;

export type AssistantEnvironment = ValuesOf<typeof ASSISTANT_VARIABLES>;

/** @throws {ConfigurationError} for the first variable that is missing */
export function loadAssistant(variables: AssistantEnvironment): AssistantSettings {
  return { assistant: loadEndpoint(variables) };
}

function loadEndpoint(variables: AssistantEnvironment): AssistantConfiguration | null {
  if (variables.ASSISTANT_API_KEY !== undefined) {
    required(
      variables,
      'ASSISTANT_BASE_URL',
      'with ASSISTANT_API_KEY: set it, or remove the key to go without assistant.',
    );
  }
  const assistant = allOrNone(variables, ['ASSISTANT_BASE_URL', 'ASSISTANT_MODEL']);
  return (
    assistant && {
      baseUrl: assistant.ASSISTANT_BASE_URL,
      apiKey: variables.ASSISTANT_API_KEY ?? null,
      model: assistant.ASSISTANT_MODEL,
    }
  );
}

/** Probable errors of these settings in production. */
export function assistantWarnings({ assistant }: AssistantSettings): readonly ConfigurationWarning[] {
  return plainHttpWarnings('ASSISTANT_BASE_URL', [assistant?.baseUrl]);
}
