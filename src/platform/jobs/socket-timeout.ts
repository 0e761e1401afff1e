import type { Redis } from 'ioredis';

/**
 * Clears ioredis' timer of `socketTimeout` when the socket closes. ioredis leaves it running (5.11.1): it then closes the
 * next, healthy socket, and keeps a process that wants to end alive for as long.
 */
export function endSocketTimeoutOnClose(client: Redis): void {
  client.on('close', () => {
    const timer: unknown = Reflect.get(client, 'socketTimeoutTimer');
    if (timer === undefined) return;
    clearTimeout(timer as NodeJS.Timeout);
    Reflect.set(client, 'socketTimeoutTimer', undefined);
  });
}
