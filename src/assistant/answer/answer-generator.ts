import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Exchange } from './history.policy.js';
import type { AssistantModel, OnText, ModelAnswer, Prompt, PromptMessage } from '../model/assistant-model.js';
import { MAX_ANSWER_LENGTH } from '../model/completion.js';
import { systemPrompt } from './system-prompt.js';
import type { TierName } from './tiers.js';
import { Toolbox } from '../tools/toolbox.js';

/** The number of times that the model may use tools before it has to answer. */
const MAX_TOOL_ROUNDS = 5;

const LIMIT_REACHED =
  'I reached the limit of lookups for one question and do not have a complete answer. Please ask about less at a time.';

export interface Question {
  readonly content: string;
  readonly tier: TierName;
  readonly history: readonly Exchange[];
}

/** Has a model answer a question. The model may use tools a few times first, with the rights of the caller. */
@Injectable()
export class AnswerGenerator {
  constructor(private readonly toolbox: Toolbox) {}

  /**
   * @param onText receives the text as it arrives; null: not needed
   * @throws `ModelFailure`, and the access errors of a caller who has lost access meanwhile
   */
  async generateAnswer(
    model: AssistantModel,
    auth: AuthorizedContext,
    question: Question,
    onText: OnText | null,
    signal: AbortSignal,
  ): Promise<string> {
    const tools = this.toolbox.toolsOf(auth);
    const messages = promptMessages(auth, question);
    const text = new AnswerText(onText);
    for (let round = 0; ; round += 1) {
      const prompt: Prompt = { messages, tools, toolChoice: round < MAX_TOOL_ROUNDS ? 'auto' : 'none' };
      const answer = await model.ask(prompt, text.onText, signal);
      text.endPart(answer);
      if (answer.toolCalls.length === 0) return text.whole;
      // The model was told to answer and still asks for tools: the text so far is the answer.
      if (round >= MAX_TOOL_ROUNDS) return text.closeWith(LIMIT_REACHED);
      messages.push({ role: 'assistant', content: answer.text, toolCalls: answer.toolCalls });
      for (const call of answer.toolCalls) {
        signal.throwIfAborted();
        messages.push({ role: 'tool', toolCallId: call.id, content: await this.toolbox.use(auth, call) });
      }
    }
  }
}

function promptMessages(auth: AuthorizedContext, { content, tier, history }: Question): PromptMessage[] {
  return [
    { role: 'system', content: systemPrompt(auth, tier, new Date()) },
    ...history.flatMap(({ question, answer }): PromptMessage[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]),
    { role: 'user', content },
  ];
}

/** The text of the model before and after it used tools, as one text. */
class AnswerText {
  whole = '';
  readonly onText: OnText | null;
  private startsParagraph = false;

  constructor(listener: OnText | null) {
    this.onText =
      listener &&
      ((piece) => {
        const added = this.add(piece);
        if (added !== '') listener(added);
      });
  }

  endPart({ text }: ModelAnswer): void {
    // With a listener, the text has been added piece by piece already.
    if (!this.onText) this.add(text);
    this.startsParagraph = this.whole !== '';
  }

  /** Adds a last sentence, and returns the whole text. */
  closeWith(sentence: string): string {
    if (this.onText) this.onText(sentence);
    else this.add(sentence);
    return this.whole;
  }

  private add(piece: string): string {
    if (piece === '') return '';
    const added = `${this.startsParagraph ? '\n\n' : ''}${piece}`.slice(0, MAX_ANSWER_LENGTH - this.whole.length);
    this.startsParagraph = false;
    this.whole += added;
    return added;
  }
}
