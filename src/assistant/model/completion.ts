import { z } from 'zod';
import { ModelFailure, type ModelAnswer, type ToolCall } from './assistant-model.js';

/** A longer answer is cut off, because it is too long for a chat. */
export const MAX_ANSWER_LENGTH = 50_000;
/** The most tool calls in one response that are accepted. */
const MAX_TOOL_CALLS = 8;

const completion = z.object({
  choices: z.tuple(
    [
      z.object({
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                id: z.string().min(1),
                function: z.object({ name: z.string().min(1), arguments: z.string() }),
              }),
            )
            .nullish(),
        }),
      }),
    ],
    z.unknown(),
  ),
});

/**
 * Reads an answer that arrives as a whole. Endpoints that claim to be compatible return many different things, so the
 * response is validated like any untrusted input.
 *
 * @throws {ModelFailure} for an invalid answer
 */
export function readCompletion(answer: unknown): ModelAnswer {
  const parsed = completion.safeParse(answer);
  if (!parsed.success) throw new ModelFailure('unreadable answer');
  const { content, refusal, tool_calls: calls } = parsed.data.choices[0].message;
  return answerOf(
    content ?? refusal ?? '',
    (calls ?? []).map(({ id, function: { name, arguments: given } }) => ({ id, name, arguments: given })),
  );
}

/** @throws {ModelFailure} for an answer with neither text nor tool calls */
export function answerOf(text: string, calls: readonly ToolCall[]): ModelAnswer {
  if (text.trim() === '' && calls.length === 0) throw new ModelFailure('empty answer');
  return { text: readable(text).slice(0, MAX_ANSWER_LENGTH), toolCalls: calls.slice(0, MAX_TOOL_CALLS) };
}

/** Postgres has no NUL character, and UTF-8 has no unpaired surrogates. */
export function readable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
