import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import type { Exchange } from './history.policy.js';
import type { AssistantModel, Hear, ModelAnswer, Prompt, PromptMessage } from './model/assistant-model.js';
import { LONGEST_ANSWER } from './model/completion.js';
import { systemPrompt } from './system-prompt.js';
import type { TierName } from './tiers.js';
import { Toolbox } from './tools/toolbox.js';

/** The number of times that the model may use tools before it has to answer. */
const ROUNDS = 5;

const NO_END =
  'I reached the limit of lookups for one question and do not have a complete answer. Please ask about less at a time.';

export interface Question {
  readonly content: string;
  readonly tier: TierName;
  readonly remembered: readonly Exchange[];
}

/** Has a model answer a question. The model may use tools a few times first, with the rights of the caller. */
@Injectable()
export class Answering {
  constructor(private readonly toolbox: Toolbox) {}

  /**
   * @param hear receives the text as it arrives; null: not needed
   * @throws `ModelFailure`, and the access errors of a caller who has lost access meanwhile
   */
  async answer(
    model: AssistantModel,
    entry: Entry,
    question: Question,
    hear: Hear | null,
    signal: AbortSignal,
  ): Promise<string> {
    const tools = this.toolbox.toolsOf(entry);
    const messages = opening(entry, question);
    const text = new Paragraphs(hear);
    for (let round = 0; ; round += 1) {
      const prompt: Prompt = { messages, tools, toolChoice: round < ROUNDS ? 'auto' : 'none' };
      const answer = await model.ask(prompt, text.hear, signal);
      text.end(answer);
      if (answer.toolCalls.length === 0) return text.whole;
      // The model was told to answer and still asks for tools: the text so far is the answer.
      if (round >= ROUNDS) return text.closeWith(NO_END);
      messages.push({ role: 'assistant', content: answer.text, toolCalls: answer.toolCalls });
      for (const call of answer.toolCalls) {
        signal.throwIfAborted();
        messages.push({ role: 'tool', toolCallId: call.id, content: await this.toolbox.use(entry, call) });
      }
    }
  }
}

function opening(entry: Entry, { content, tier, remembered }: Question): PromptMessage[] {
  return [
    { role: 'system', content: systemPrompt(entry, tier, new Date()) },
    ...remembered.flatMap(({ question, answer }): PromptMessage[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]),
    { role: 'user', content },
  ];
}

/** The text of the model before and after it used tools, as one text. */
class Paragraphs {
  whole = '';
  readonly hear: Hear | null;
  private isBeginning = false;

  constructor(listener: Hear | null) {
    this.hear =
      listener &&
      ((piece) => {
        const said = this.add(piece);
        if (said !== '') listener(said);
      });
  }

  end({ text }: ModelAnswer): void {
    // With a listener, the text has been added piece by piece already.
    if (!this.hear) this.add(text);
    this.isBeginning = this.whole !== '';
  }

  /** Adds a last sentence, and returns the whole text. */
  closeWith(sentence: string): string {
    if (this.hear) this.hear(sentence);
    else this.add(sentence);
    return this.whole;
  }

  private add(piece: string): string {
    if (piece === '') return '';
    const said = `${this.isBeginning ? '\n\n' : ''}${piece}`.slice(0, LONGEST_ANSWER - this.whole.length);
    this.isBeginning = false;
    this.whole += said;
    return said;
  }
}
