import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { keepLog, tapArguments } from '../../support/test-artifacts.js';
import { noteEnvironment } from '../../support/secrets.js';
import { waitFor } from '../../support/wait.js';

/** A program in a terminal of its own, which `script` of util-linux makes: its output is a terminal to it. */
export class Terminal {
  private shown = '';
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    let head: string | null = '';
    const output = new PassThrough();
    output.on('data', (data: Buffer) => (this.shown += data.toString()));
    child.stdout?.on('data', (data: Buffer) => {
      if (head === null) {
        output.write(data);
        return;
      }
      head += data.toString();
      const [, pid, rest] = /^(\d+)\r?\n([^]*)$/.exec(head) ?? [];
      if (pid === undefined) return;
      keepLog({ pid: Number(pid), stdout: output, stderr: null });
      head = null;
      output.write(rest);
    });
    this.ended = once(child, 'close');
  }

  /** @param program of Node and its arguments, as a shell reads them; its statements and its log are kept */
  static run(program: string, environment: Record<string, string>): Terminal {
    noteEnvironment(environment);
    const node = [process.execPath, ...tapArguments()].map((argument) => `'${argument}'`).join(' ');
    // The shell tells its process ID, which is that of the program in its place; the child here is `script`.
    const args = ['-q', '-e', '-f', '-c', `echo $$; exec ${node} ${program}`, '/dev/null'];
    return new Terminal(
      spawn('script', args, {
        env: { PATH: process.env['PATH'], SHELL: '/bin/sh', TERM: 'xterm', ...environment },
        stdio: ['pipe', 'pipe', 'ignore'],
      }),
    );
  }

  /** The lines that a person sees. */
  lines(): string[] {
    return this.shown.replaceAll('\r\n', '\n').split('\n').slice(0, -1);
  }

  /** Waits until a line like this is shown. */
  async shows(line: RegExp): Promise<string> {
    return waitFor(
      `a line ${String(line)}`,
      () => {
        const found = this.lines().find((text) => line.test(text));
        if (found === undefined && this.child.exitCode !== null) throw new Error(`It ended:\n${this.shown}`);
        return found;
      },
      50_000,
    );
  }

  /** Ctrl-C, and the wait for the end; the exit code. */
  async interrupt(): Promise<number | null> {
    this.child.stdin?.write('\u0003');
    return this.end();
  }

  /** Waits for the end by itself; the exit code. */
  async end(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  async kill(): Promise<void> {
    // The terminal's end is the program's.
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }
}
