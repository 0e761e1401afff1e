import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** One step of the tour: what to type, and what the page says comes back. */
export interface Step {
  readonly commands: string;
  /** The statuses that the page promises, in the order of the calls; null where it names none. */
  readonly statuses: readonly number[] | null;
  readonly answer: { readonly language: 'json' | 'text'; readonly text: string } | null;
}

export interface Tour {
  /** What the page puts before `npm start`. */
  readonly environment: Record<string, string>;
  readonly steps: readonly Step[];
}

export interface Output {
  readonly exitCode: number;
  readonly answer: string;
  /** The status of each answer, as `call` prints it. */
  readonly statuses: readonly number[];
}

const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** Reads docs/tour.md. */
export function readTour(page: string): Tour {
  const blocks = [...page.matchAll(BLOCK)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  }));
  const steps = blocks.flatMap((block, index): Step[] => {
    if (block.language !== 'sh') return [];
    const next = blocks[index + 1];
    const prose = page.slice(block.to, next?.from);
    return [{ commands: block.text, statuses: statusesIn(prose), answer: next ? answerIn(next) : null }];
  });
  const start = blocks.find(({ language }) => language === 'shell')?.text ?? '';
  return { environment: environmentOf(start), steps };
}

function answerIn({ language, text }: { language: string; text: string }): Step['answer'] {
  return language === 'json' || language === 'text' ? { language, text } : null;
}

/** "Answer `201`:", "Answers `201` and `200`". */
function statusesIn(prose: string): number[] | null {
  const sentence = /^Answers? (`\d{3}`(?: and `\d{3}`)*)/m.exec(prose)?.[1];
  return sentence === undefined ? null : [...sentence.matchAll(/\d{3}/g)].map(([status]) => Number(status));
}

function environmentOf(start: string): Record<string, string> {
  const assignments = /^((?:[A-Z_]+=\S+ )*)npm start\n$/.exec(start)?.[1];
  if (assignments === undefined) throw new Error('The tour does not begin with npm start.');
  return Object.fromEntries(
    assignments
      .trim()
      .split(' ')
      .map((assignment) => assignment.split('=', 2)),
  );
}

/** Runs all steps in one session of bash, as someone would who types them. */
export async function runTour(steps: readonly Step[], folder: string): Promise<Output[]> {
  const delimiter = '----- end of step -----';
  const script = steps.map(({ commands }) => `${commands}\necho "${delimiter} $?"; echo "${delimiter}" >&2\n`).join('');
  const bash = spawn('bash', ['--noprofile', '--norc', '-c', script], {
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    // The tour waits for an email; one that never comes must not hold the tests up.
    timeout: 60_000,
  });
  const answers = { text: '' };
  const errorOutput = { text: '' };
  bash.stdout.setEncoding('utf8').on('data', (text: string) => (answers.text += text));
  bash.stderr.setEncoding('utf8').on('data', (text: string) => (errorOutput.text += text));
  await once(bash, 'close');
  const statusLines = errorOutput.text.split(`${delimiter}\n`);
  return [...answers.text.matchAll(new RegExp(`([\\s\\S]*?)${delimiter} (\\d+)\\n`, 'g'))].map((match, index) => ({
    exitCode: Number(match[2]),
    answer: match[1] ?? '',
    statuses: [...(statusLines[index] ?? '').matchAll(/^HTTP (\d+)$/gm)].map(([, status]) => Number(status)),
  }));
}
