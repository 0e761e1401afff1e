import { clearInterval, setInterval } from 'node:timers';
import { prepare } from './prepare.mjs';

endWithParent();
await prepare();
await import('../dist/main.js');

/**
 * `npm start` passes SIGTERM on to this process (through `exec`: a shell in between would end and leave it running); a killed
 * npm cannot. Then this process ends as well, since it could not be stopped otherwise. Started by hand, it goes on.
 */
function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000);
  watch.unref();
}
