import { setTimeout as delay } from 'node:timers/promises';
import type { MailMode } from './mailbox.js';
import type { Random } from './random.js';
import type { System } from './system.js';

export const FAULTS = [
  'kill an API',
  'kill a worker',
  'Postgres stopped (fast)',
  'Postgres stopped (immediate)',
  'Redis wiped',
  'Redis frozen',
  'mail server slow',
  'mail server refusing',
  'mail server cutting off',
  'disk full for uploads',
  'clock an hour off',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults after which an email may have been given to the server twice. */
export const MAY_DUPLICATE_MAILS: readonly Fault[] = [
  'kill a worker',
  'Postgres stopped (fast)',
  'Postgres stopped (immediate)',
  'mail server cutting off',
];

/** Does what the fault is, undoes it, and answers how long the part then took to be back (ms), where that can be said. */
export async function injectFault(fault: Fault, system: System, random: Random): Promise<number | null> {
  const length = random.between(800, 3_000);
  switch (fault) {
    case 'kill an API':
      return random.pick(system.apis).kill(random.between(0, 500));
    case 'kill a worker':
      return random.pick(system.workers).kill(random.between(0, 500));
    case 'Postgres stopped (fast)':
      return system.bouncePostgres('fast', random.between(0, 1_500));
    case 'Postgres stopped (immediate)':
      return system.bouncePostgres('immediate', random.between(0, 1_500));
    case 'Redis wiped':
      await system.queues.redis.run(() => system.redis.wipe());
      return null;
    case 'Redis frozen':
      return freezeRedis(system, length);
    case 'mail server slow':
      return mailServer(system, 'slow', length);
    case 'mail server refusing':
      return mailServer(system, 'refusing', length);
    case 'mail server cutting off':
      return mailServer(system, 'cutting', length);
    case 'disk full for uploads':
      return fillDisk(system, length);
    case 'clock an hour off':
      // It stays wrong until the end of the round.
      await random.pick(system.processes).setClock(random.chance(0.5) ? 1 : -1);
      return null;
  }
}

/** Everything is right again from here on. */
export async function recover(system: System): Promise<void> {
  for (const slot of system.processes) if (slot.hours !== 0) await slot.setClock(0);
  await system.untilReady();
}

/** Wiping it, or asking whether it is back, would wait for as long as it is frozen. */
function freezeRedis(system: System, length: number): Promise<number> {
  return system.queues.redis.run(async () => {
    system.redis.freeze();
    await delay(length);
    system.redis.thaw();
    const began = performance.now();
    await system.untilRedisIsSeen();
    return performance.now() - began;
  });
}

function mailServer(system: System, mode: MailMode, length: number): Promise<null> {
  return system.queues.mail.run(async () => {
    system.mailbox.mode = mode;
    await delay(length);
    system.mailbox.mode = 'well';
    return null;
  });
}

async function fillDisk(system: System, length: number): Promise<null> {
  await system.windows.during('files', async () => {
    system.files.fill();
    await delay(length);
    system.files.free();
  });
  return null;
}
