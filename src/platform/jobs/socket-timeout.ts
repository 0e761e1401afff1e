import type { Redis } from 'ioredis';

/**
 * Makes ioredis forget its `socketTimeout` when the socket closes. It leaves the timer running (5.11.1), which then
 * cuts the next, healthy socket, and keeps a process that wants to end alive for as long.
 */
export function endSocketTimeoutOnClose(client: Redis): void {
  client.on('close', () => {
    const timer: unknown = Reflect.get(client, 'socketTimeoutTimer');
    if (timer === undefined) return;
    clearTimeout(timer as NodeJS.Timeout);
    Reflect.set(client, 'socketTimeoutTimer', undefined);
  });
}
