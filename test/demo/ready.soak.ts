import { DataFolders } from '../embedded/support/embedded-service.js';
import { freePort } from '../support/service.js';
import { startDemo } from './support/npm-script.js';

/** What docs/demo.md says. */
const SAID_MS = 10_000;
/** The machine of a soak is busy. */
const PATIENCE = 3;

/** Milliseconds from the command to the first answer of a ready service, on an empty folder. */
async function startOnce(): Promise<number> {
  const folders = new DataFolders();
  const demo = await startDemo({ DATA_DIR: folders.named('demo'), PORT: String(await freePort()) });
  await demo.stop();
  await folders.remove();
  return demo.readyAfterMs;
}

it('npm run demo is ready in the time that the documents say', async () => {
  const times = [await startOnce()];
  // Other work on the machine can spoil a start; a slow demo is slow each time.
  while (times.length < 3 && Math.min(...times) >= PATIENCE * SAID_MS) times.push(await startOnce());
  process.stdout.write(`npm run demo on an empty folder: ready after ${times.map(Math.round).join(', ')} ms\n`);
  expect(Math.min(...times)).toBeLessThan(PATIENCE * SAID_MS);
}, 300_000);
