import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import type { Exchange } from './history.policy.js';
import type { AssistantModel, Hear, ModelAnswer, Prompt, PromptMessage } from './model/assistant-model.js';
import { LONGEST_ANSWER } from './model/completion.js';
import { systemPrompt } from './system-prompt.js';
import type { TierName } from './tiers.js';
import { Toolbox } from './tools/toolbox.js';

/** So often the model may look something up before it has to answer. */
const ROUNDS = 5;

const NO_END =
  'I looked up as much as I may for one question and have no complete answer. Please ask for less at a time.';

export interface Question {
  readonly content: string;
  readonly tier: TierName;
  readonly remembered: readonly Exchange[];
}

/** Has a model answer a question: it may look things up first, a few times, with the rights of whoever asks. */
@Injectable()
export class Answering {
  constructor(private readonly toolbox: Toolbox) {}

  /**
   * @param hear is told the text as it comes; null: nobody listens
   * @throws `ModelFailure`, and whatever the door says to a caller who may not be here any more
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
      // Told to answer with what it knows, it still asks: what it has said by then is the answer.
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

/** What the model says before and after it looked something up, as one text. */
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
    // What was heard piece by piece is here already.
    if (!this.hear) this.add(text);
    this.isBeginning = this.whole !== '';
  }

  /** Says a last sentence, and answers the whole text. */
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
