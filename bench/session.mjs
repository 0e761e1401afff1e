import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Runs a part of the benchmarks; what was passed to `keep` is stopped afterwards in reverse order, also when a signal ends the
 * process.
 *
 * @param {(keep: <Part extends { stop(): unknown }>(part: Part) => Part) => Promise<void>} work
 */
export async function inSession(work) {
  const running = [];
  let stopping = null;
  const stopAll = () => (stopping ??= stopInReverse(running));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => void stopAll().finally(() => process.exit(code)));
  }
  try {
    await work((part) => (running.push(part), part));
  } catch (error) {
    if (!stopping) throw error;
  } finally {
    await stopAll();
  }
}

/** The process of the load, see `load.mjs`. */
export function startLoad({ connections }) {
  const child = fork(fileURLToPath(new URL('load.mjs', import.meta.url)));
  const names = new Set();
  const answer = async (name) => {
    const [result] = await once(child, 'message');
    if (result.error) throw new Error(`${name}: ${result.error}`);
    return result;
  };
  const call = (job) => {
    child.send({ connections, ...job });
    return answer(job.name);
  };
  return {
    define: (name, requests) => (names.add(name), child.send({ set: name, requests })),
    has: (name) => names.has(name),
    call,
    /** Sends calls while the work runs; returns the result of the work and the figures of the load. */
    async callWhile(job, work) {
      const called = call({ ...job, untilStopped: true });
      const settled = await Promise.allSettled([work().finally(() => child.send({ stop: true })), called]);
      for (const { reason } of settled) if (reason) throw reason;
      return { answer: settled[0].value, load: settled[1].value };
    },
    stop: () => child.disconnect(),
  };
}

/** Every round begins with another of them, so that a drift does not always affect the same one. */
export async function eachInTurn(targets, round, measure) {
  const results = {};
  for (let turn = 0; turn < targets.length; turn += 1) {
    const target = targets[(turn + round) % targets.length];
    results[target.name] = await measure(target);
  }
  return results;
}

export function say(text) {
  console.log(text);
}

export function saySpeeds(round) {
  say(
    `  ${Object.entries(round)
      .map(([name, { perSecond }]) => `${name} ${Math.round(perSecond)}/s`)
      .sort()
      .join(', ')}`,
  );
}

async function stopInReverse(running) {
  for (const part of running.reverse())
    await Promise.resolve(part.stop()).catch((error) => console.error(error.message));
}
