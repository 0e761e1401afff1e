/** A tool as the model is told of it. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly parameters: Record<string, unknown>;
}

/** What the model wants looked up. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it: nothing in it is trusted. */
  readonly arguments: string;
}

export type PromptMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

export interface Prompt {
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolDescription[];
  /** `none`: it is to answer with what it knows by now. */
  readonly toolChoice: 'auto' | 'none';
}

/** What the model said in one turn: a text, or what it wants looked up first, or both. */
export interface ModelAnswer {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
}

/** Takes the text piece by piece, as it comes. */
export type Hear = (text: string) => void;

/** The model gave no complete answer; the message names the cause without quoting anything of the conversation. */
export class ModelFailure extends Error {}

/** Whoever answers: the port behind which any model stands. */
export interface AssistantModel {
  /**
   * Asks once.
   *
   * @param hear is told the text as it comes; null: nobody listens, and it is answered in one piece
   * @throws {ModelFailure} for everything but a complete answer, also when `signal` is aborted
   */
  ask(prompt: Prompt, hear: Hear | null, signal: AbortSignal): Promise<ModelAnswer>;
}

/** The token of the model; null where none is configured. */
export const ASSISTANT_MODEL = Symbol('ASSISTANT_MODEL');
