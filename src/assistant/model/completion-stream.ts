import { Stream } from 'openai/core/streaming';
import { z } from 'zod';
import { ModelFailure, type OnText, type ModelAnswer, type ToolCall } from './assistant-model.js';
import { answerOf, MAX_ANSWER_LENGTH, readable } from './completion.js';
import { waitWithTimeout } from './wait-with-timeout.js';

const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.int().min(0).max(31).optional(),
                  id: z.string().nullish(),
                  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});

type Delta = NonNullable<NonNullable<z.infer<typeof chunk>['choices']>[number]['delta']>;

/**
 * Reads an answer that arrives in pieces.
 *
 * @throws {ModelFailure} when it is interrupted, pauses too long, or is invalid
 */
export async function readStream(
  response: Response,
  onText: OnText,
  { silence, signal }: { silence: number; signal: AbortSignal },
): Promise<ModelAnswer> {
  if (!response.body) throw new ModelFailure('no body');
  const watcher = new DoneMarkerWatcher();
  const body = response.body.pipeThrough(watcher.stream);
  const ending = new AbortController();
  const stream = Stream.fromSSEResponse<unknown>(new Response(body), ending);
  const answer = new StreamedAnswer(onText);
  const events = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await waitWithTimeout(events.next(), signal, silence);
      if (next.done === true) break;
      if (answer.addChunk(next.value) === 'limit reached') return answer.finish();
    }
  } finally {
    ending.abort();
  }
  // A connection that is closed in the middle looks like an end; a real end is announced by the stream.
  if (!answer.isFinished && !watcher.hasSeenDone) throw new ModelFailure('incomplete stream');
  return answer.finish();
}

/** Joins the pieces. */
class StreamedAnswer {
  isFinished = false;
  private text = '';
  private pendingSurrogate = '';
  private readonly calls: { id: string; name: string; arguments: string }[] = [];

  constructor(private readonly onText: OnText) {}

  addChunk(piece: unknown): 'continue' | 'limit reached' {
    const parsed = chunk.safeParse(piece);
    if (!parsed.success) throw new ModelFailure('unreadable piece');
    const [choice] = parsed.data.choices ?? [];
    if (choice?.delta) this.add(choice.delta);
    if (typeof choice?.finish_reason === 'string') this.isFinished = true;
    return this.text.length >= MAX_ANSWER_LENGTH ? 'limit reached' : 'continue';
  }

  finish(): ModelAnswer {
    const named: ToolCall[] = this.calls.filter(({ name }) => name !== '');
    return answerOf(this.text, named);
  }

  /** A character that arrives as two surrogates is passed on when it is complete. */
  private emitText(piece: string): void {
    const text = this.pendingSurrogate + piece;
    this.pendingSurrogate = LONE_SURROGATE_AT_END.exec(text)?.[0] ?? '';
    const whole = readable(text.slice(0, text.length - this.pendingSurrogate.length));
    if (whole === '') return;
    this.text += whole;
    this.onText(whole);
  }

  private add({ content, refusal, tool_calls: calls }: Delta): void {
    this.emitText(content ?? refusal ?? '');
    for (const [position, { index = position, id, function: called }] of (calls ?? []).entries()) {
      const call = (this.calls[index] ??= { id: '', name: '', arguments: '' });
      call.id ||= id ?? `call-${index}`;
      call.name += called?.name ?? '';
      call.arguments += called?.arguments ?? '';
    }
  }
}

const LONE_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/** Notices the `[DONE]` at the end of a stream of Chat Completions, which the library does not expose. */
class DoneMarkerWatcher {
  hasSeenDone = false;
  private tail = '';
  private readonly decoder = new TextDecoder();

  readonly stream = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (bytes, controller) => {
      this.tail = (this.tail + this.decoder.decode(bytes, { stream: true })).slice(-64);
      if (this.tail.includes('[DONE]')) this.hasSeenDone = true;
      controller.enqueue(bytes);
    },
  });
}
