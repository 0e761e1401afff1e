import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from '../../support/test-artifacts.js';

const folder = process.env['TEST_MATERIAL'] ?? '';

/** Whether all tests ran: only then has everything to be there. */
export const IS_WHOLE = process.env['TEST_MATERIAL_OF'] === 'everything';

/** The log of one process of the service. */
export interface Log {
  readonly pid: string;
  /** The file of the test that started it. */
  readonly test: string;
  readonly text: string;
}

/** A text that a process sent to Postgres, and as whom. */
export interface Statement {
  readonly role: string;
  readonly text: string;
}

export function logs(): Log[] {
  return files('log').map(({ name, text }) => {
    const [, pid = '', test = ''] = /^log-(\d+)-(.*)\.txt$/.exec(name) ?? [];
    return { pid, test, text };
  });
}

export function secrets(): Secret[] {
  return files('secrets').flatMap(({ text }) => linesOf<Secret>(text));
}

/** The statements that the processes sent, by process. */
export function statements(): Map<string, Statement[]> {
  return new Map(
    files('statements').map(({ name, text }) => [/\d+/.exec(name)?.[0] ?? '', linesOf<Statement>(text)] as const),
  );
}

function files(kind: 'log' | 'secrets' | 'statements'): { name: string; text: string }[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(`${kind}-`));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The last line of a process that was killed may be half a one. */
function linesOf<Row>(text: string): Row[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}
