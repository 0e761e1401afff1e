import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProcess, type ServiceProcess } from '../support/service.js';
import { AnswerNormalizer } from './normalized-answers.js';
import { readTour, runTour, type Output, type Step } from './tour.js';

/** The addresses as the page has them; the run has its own. */
const PAGE_SERVICE = 'http://localhost:3000';
const PAGE_MAILS = 'http://127.0.0.1:21293';

const tour = readTour(readFileSync('docs/tour.md', 'utf8'));

describe('the tour of docs/tour.md', () => {
  let folder: string;
  let service: ServiceProcess;
  let outputs: Output[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'organization-tour-'));
    const port = await freePort();
    service = await startProcess({ ...tour.environment, PORT: String(port), DATA_DIR: join(folder, 'data') });
    const addresses = { service: `http://localhost:${port}`, mails: mailPageOf(service) };
    outputs = await runTour(
      tour.steps.map((step) => at(addresses, step)),
      folder,
    );
  }, 120_000);

  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has been read in full', () => {
    expect(tour.steps.length).toBeGreaterThan(15);
    expect(tour.steps.filter(({ answer }) => answer).length).toBeGreaterThan(15);
  });

  it('runs to its end without a mistake', () => {
    expect(outputs).toHaveLength(tour.steps.length);
    expect(outputs.map(({ exitCode }) => exitCode)).toEqual(tour.steps.map(() => 0));
  });

  it('gets the statuses that it promises', () => {
    const promised = tour.steps.flatMap(({ commands, statuses }, index) =>
      statuses ? [{ commands, statuses, index }] : [],
    );
    for (const { commands, statuses, index } of promised) {
      // Calls whose answer is not shown come before; the promise is about the last ones.
      const actualStatuses = outputs[index]?.statuses.slice(-statuses.length);
      expect({ commands, statuses: actualStatuses }).toEqual({ commands, statuses });
    }
    const calls = tour.steps.filter(({ commands }) => /^call /m.test(commands)).length;
    expect(promised).toHaveLength(calls);
  });

  it('gets the answers that it shows, but for ids, tokens, times and ports', () => {
    const [page, run] = [new AnswerNormalizer(), new AnswerNormalizer()];
    for (const [index, { commands, answer }] of tour.steps.entries()) {
      const given = outputs[index]?.answer ?? '';
      if (answer) {
        const { language, text } = answer;
        expect({ commands, answer: run[language](given) }).toEqual({ commands, answer: page[language](text) });
      } else {
        expect({ commands, answer: given.trim() }).toEqual({ commands, answer: '' });
      }
    }
  });
});

/** Where the emails are read, as the line "The service is ready." says. */
function mailPageOf(service: ServiceProcess): string {
  const line = service
    .output()
    .split('\n')
    .find((text) => text.includes('"The service is ready."'));
  const { mails } = JSON.parse(line ?? '{}') as { mails?: string };
  if (mails === undefined) throw new Error('The service does not say where emails are read.');
  return mails.replace(/\/$/, '');
}

/** The step with the run's own addresses; everything else stays as the README has it. */
function at({ service, mails }: { service: string; mails: string }, step: Step): Step {
  const commands = step.commands.replaceAll(PAGE_SERVICE, service).replaceAll(PAGE_MAILS, mails);
  return { ...step, commands };
}
