import { readFileSync } from 'node:fs';
import { startProcess, type ServiceProcess } from './service.js';
import { noteEnvironment } from './secrets.js';
import { keepText, tapArguments } from './test-artifacts.js';

/** Where an application writes its log, and from which byte on. */
interface Hosted {
  readonly log: string;
  readonly from: number;
  readonly pid: number;
  readonly port: number;
}

/** Whether this test file has one that runs. */
let isRunning = false;

/**
 * Starts the built service with this environment in the process that this Jest worker keeps for it. That is quicker than a
 * process of its own; it cannot be killed. A second one at the same time gets a process of its own.
 */
export async function startHosted(environment: Record<string, string>): Promise<ServiceProcess> {
  if (isRunning) return startProcess(environment);
  isRunning = true;
  const { log, from, pid, port } = await ask({ PATH: process.env['PATH'] ?? '', ...environment });
  noteEnvironment(environment);
  let whole: string | null = null;
  const output = () => whole ?? readFileSync(log).subarray(from).toString();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get process(): never {
      throw new Error('This service shares its process: start the world with "World.startOwnProcess".');
    },
    output,
    stop: async () => {
      if (whole !== null) return 0;
      await ask(null);
      isRunning = false;
      whole = output();
      keepText(pid, whole);
      return 0;
    },
    kill: () => Promise.reject(new Error('This service shares its process: use "World.startOwnProcess".')),
  };
}

/** @param environment null stops the application that runs */
async function ask(environment: Record<string, string> | null): Promise<Hosted> {
  const response = await fetch(process.env['TEST_SERVICE_HOSTS_URL'] ?? '', {
    method: 'POST',
    body: JSON.stringify({
      worker: process.env['JEST_WORKER_ID'] ?? '1',
      environment,
      nodeArguments: tapArguments(),
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Hosted;
}
