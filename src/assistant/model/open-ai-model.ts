import OpenAI, { APIError } from 'openai';
import type { ChatCompletionCreateParamsBase, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { AssistantConfiguration } from '../assistant-configuration.js';
import { ModelFailure, type AssistantModel, type OnText, type ModelAnswer, type Prompt } from './assistant-model.js';
import type { PromptMessage } from './assistant-model.js';
import { readCompletion } from './completion.js';
import { readStream } from './completion-stream.js';
import { waitWithTimeout } from './wait-with-timeout.js';

/** How long to wait for the model, in milliseconds. */
export interface ModelLimits {
  /** For an answer as a whole, for each attempt. */
  readonly whole: number;
  /** For the first piece of a stream. */
  readonly beginning: number;
  /** Between two pieces of a stream. */
  readonly silence: number;
  /** The number of retries when the endpoint is busy, failing or unreachable. */
  readonly retries: number;
}

const MODEL_LIMITS: ModelLimits = { whole: 100_000, beginning: 60_000, silence: 30_000, retries: 2 };

/** Any endpoint that implements Chat Completions, with OpenAI's own library. */
export class OpenAiModel implements AssistantModel {
  private readonly client: OpenAI;
  private readonly model: string;

  constructor(
    { baseUrl, apiKey, model }: AssistantConfiguration,
    private readonly limits: ModelLimits = MODEL_LIMITS,
  ) {
    this.model = model;
    // The library reads options that are left out from environment variables of its own.
    this.client = new OpenAI({
      baseURL: baseUrl,
      apiKey: apiKey ?? 'none',
      ...(apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: limits.retries,
      // It would log what users write.
      logLevel: 'off',
    });
  }

  async ask(prompt: Prompt, onText: OnText | null, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      // The library waits for its pause between two attempts even after the signal is aborted; this does not.
      return await waitWithTimeout(
        onText ? this.stream(prompt, onText, signal) : this.complete(prompt, signal),
        signal,
      );
    } catch (error) {
      throw error instanceof ModelFailure ? error : new ModelFailure(causeOf(error));
    }
  }

  private async complete(prompt: Prompt, signal: AbortSignal): Promise<ModelAnswer> {
    const { whole } = this.limits;
    const answer = await this.client.chat.completions.create(
      { ...this.request(prompt), stream: false },
      // A signal of its own, because the library never removes its listeners from a signal.
      { signal: AbortSignal.any([signal]), timeout: whole },
    );
    return readCompletion(answer);
  }

  private async stream(prompt: Prompt, onText: OnText, signal: AbortSignal): Promise<ModelAnswer> {
    const { beginning, silence } = this.limits;
    const ending = new AbortController();
    const ended = AbortSignal.any([signal, ending.signal]);
    try {
      const response = await this.client.chat.completions
        .create({ ...this.request(prompt), stream: true }, { signal: ended, timeout: beginning })
        .asResponse();
      return await readStream(response, onText, { silence, signal: ended });
    } finally {
      // In any case nothing more is read, and the endpoint notices that the connection is closed.
      ending.abort();
    }
  }

  private request({ messages, tools, toolChoice }: Prompt): Omit<ChatCompletionCreateParamsBase, 'stream'> {
    return {
      model: this.model,
      messages: messages.map(toParameter),
      ...(tools.length === 0
        ? {}
        : { tools: tools.map((tool) => ({ type: 'function', function: { ...tool } })), tool_choice: toolChoice }),
    };
  }
}

function toParameter(message: PromptMessage): ChatCompletionMessageParam {
  if (message.role === 'tool') {
    return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  }
  if (message.role !== 'assistant') return { role: message.role, content: message.content };
  const { content, toolCalls = [] } = message;
  if (toolCalls.length === 0) return { role: 'assistant', content };
  return {
    role: 'assistant',
    content: content === '' ? null : content,
    tool_calls: toolCalls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given },
    })),
  };
}

/** The name and the status only: the message of an endpoint may contain what a user wrote. */
function causeOf(error: unknown): string {
  if (error instanceof APIError) {
    const status: unknown = error.status;
    return typeof status === 'number' ? `status ${status}` : error.constructor.name;
  }
  return error instanceof Error ? error.name : typeof error;
}
