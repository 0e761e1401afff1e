import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('service-host.mjs', import.meta.url));

/**
 * Starts and stops applications in processes that outlive a test file, one process for each of Jest's workers
 * (service-host.mjs). A process is started when its worker needs it.
 *
 * @param {string} folder where their logs are kept
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the address for `hosted-service.ts`
 */
export async function startServiceHosts(folder) {
  /** @type {Map<string, ServiceHost>} */
  const hosts = new Map();
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        const { worker, environment, nodeArguments } = JSON.parse(body);
        let host = hosts.get(worker);
        if (!host?.isRunning) hosts.set(worker, (host = new ServiceHost(folder, worker, nodeArguments)));
        return host.run(environment);
      })
      .then((answer) => response.end(JSON.stringify(answer)))
      .catch((error) => response.writeHead(500).end(error.stack));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A run that was broken off must not wait for it.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: async () => {
      server.close();
      await Promise.all([...hosts.values()].map((host) => host.end()));
    },
  };
}

class ServiceHost {
  constructor(folder, worker, nodeArguments) {
    this.log = join(folder, `service-host-${worker}-${Date.now()}.log`);
    const file = openSync(this.log, 'a');
    this.process = fork(PROGRAM, [], {
      // As a process of the service: nothing of the caller's environment.
      env: { PATH: process.env['PATH'] },
      execArgv: nodeArguments,
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
  }

  get isRunning() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** @param {Record<string, string> | null} environment of the next application; null only stops the one that runs */
  async run(environment) {
    const from = statSync(this.log).size;
    const answered = this.answer();
    this.process.send({ environment });
    try {
      return { log: this.log, from, pid: this.process.pid, port: await answered };
    } catch (error) {
      // An application that is half started or stopped would be in the way of the next one.
      this.process.kill('SIGKILL');
      throw error;
    }
  }

  answer() {
    return new Promise((resolve, reject) => {
      const end = () => reject(new Error(`The process of the service ended, see ${this.log}`));
      this.process.once('exit', end);
      this.process.once('message', ({ error, port }) => {
        this.process.off('exit', end);
        if (error) reject(new Error(error));
        else resolve(port);
      });
    });
  }

  async end() {
    if (!this.isRunning) return;
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }
}
