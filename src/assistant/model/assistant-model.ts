/** The description of a tool for the model. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly parameters: Record<string, unknown>;
}

/** A tool that the model wants to use. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON from the model, which is not trusted. */
  readonly arguments: string;
}

export type PromptMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

export interface Prompt {
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolDescription[];
  /** `none`: the model has to answer with what it knows by now. */
  readonly toolChoice: 'auto' | 'none';
}

/** The model's response: a text, or the tools that it wants to use first, or both. */
export interface ModelAnswer {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
}

/** Receives the text piece by piece, as it arrives. */
export type OnText = (text: string) => void;

/** The model did not give a complete answer. The message says why, without a quote from the conversation. */
export class ModelFailure extends Error {}

/** The interface of any model that can answer. */
export interface AssistantModel {
  /**
   * Asks the model once.
   *
   * @param onText receives the text as it arrives; null: the answer is returned as a whole only
   * @throws {ModelFailure} without a complete answer, also when `signal` is aborted
   */
  ask(prompt: Prompt, onText: OnText | null, signal: AbortSignal): Promise<ModelAnswer>;
}

/** Nest's injection token of the model; null if none is configured. */
export const ASSISTANT_MODEL = Symbol('ASSISTANT_MODEL');
