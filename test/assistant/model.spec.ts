import { ModelFailure, type Prompt } from '../../src/assistant/model/assistant-model.js';
import { OpenAiModel } from '../../src/assistant/model/open-ai-model.js';
import { waitFor } from '../support/wait.js';
import { ModelStandIn } from './support/stand-in.js';

const LIMITS = { whole: 150, beginning: 150, silence: 150, retries: 0 };

let standIn: ModelStandIn;
beforeAll(async () => {
  standIn = await ModelStandIn.start();
});

function model(apiKey: string | null = 'key', limits = LIMITS): OpenAiModel {
  return new OpenAiModel({ baseUrl: standIn.environment['ASSISTANT_BASE_URL'] ?? '', apiKey, model: 'm' }, limits);
}

const prompt = (content: string): Prompt => ({ messages: [{ role: 'user', content }], tools: [], toolChoice: 'auto' });
const never = new AbortController().signal;
const ignoreDelta = () => undefined;

describe('the endpoint of a model', () => {
  it('that stalls is given up, in one piece, before a stream and in its middle', async () => {
    for (const [content, listener] of [
      ['stall: in one piece', null],
      ['stall: streamed', ignoreDelta],
      ['half, then silence', ignoreDelta],
    ] as const) {
      await expect(model().ask(prompt(content), listener, never)).rejects.toThrow(ModelFailure);
      await waitFor('it to be left', () => standIn.about(content)[0]?.left);
    }
  });

  it('that is not there, fails or says nothing sensible is a failure, reported without its words', async () => {
    const unreachable = new OpenAiModel({ baseUrl: 'http://127.0.0.1:1/v1', apiKey: null, model: 'm' }, LIMITS);
    await expect(unreachable.ask(prompt('Hello'), null, never)).rejects.toThrow(ModelFailure);
    for (const content of ['fail', 'refuse', 'wrong', 'page', 'silent', 'half', 'half closed']) {
      for (const listener of [null, ignoreDelta]) {
        const failure = await model()
          .ask(prompt(content), listener, never)
          .catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(ModelFailure);
        expect((failure as Error).message).not.toMatch(/secret|no such model/);
      }
    }
  });

  it('is left at once by anyone who leaves, also in the pause before another attempt', async () => {
    const leaving = new AbortController();
    const patient = { whole: 60_000, beginning: 60_000, silence: 60_000, retries: 5 };
    const began = performance.now();
    const asked = model('key', patient).ask(prompt('fail: leave in the pause'), null, leaving.signal);
    await waitFor('it to be asked', () => standIn.about('fail: leave in the pause')[0]);
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('is sent a key where there is one, and nothing of the library’s own variables', async () => {
    process.env['OPENAI_API_KEY'] = 'not-ours';
    process.env['OPENAI_ORG_ID'] = 'not-ours';
    await model('our-key').ask(prompt('With a key'), null, never);
    await model(null).ask(prompt('Without'), ignoreDelta, never);
    delete process.env['OPENAI_API_KEY'];
    delete process.env['OPENAI_ORG_ID'];
    expect(standIn.about('With a key')[0]?.authorization).toBe('Bearer our-key');
    expect(standIn.about('Without')[0]?.authorization).toBeUndefined();
  });
});
