import { clearInterval, setInterval } from 'node:timers';
import { prepare } from './prepare.mjs';

endWithParent();
await prepare();
await import('../dist/main.js');

/**
 * `npm start` hands SIGTERM on to us (through `exec`: a shell in between would end and leave us alone); an npm that is
 * killed cannot. Then we end as well, since nobody is left who could stop us. Started by hand, we stay.
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
