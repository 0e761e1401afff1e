import type { IncomingMessage } from 'node:http';

/**
 * How long a client may go on sending a body that was refused before it was read. If the connection was closed at once, a
 * client that is still sending would not receive the answer.
 */
const LINGER_MS = 5_000;
/** How many such bodies are read and dropped at once; the others are not read until their time is over. */
const MAX_DRAINED = 16;

let drained = 0;

/** Handles the rest of a request that was answered before its body was received. */
export function drainRequest(request: IncomingMessage): void {
  const { socket } = request;
  const isRead = drained < MAX_DRAINED;
  if (isRead) drained += 1;
  else socket.pause();
  const timer = setTimeout(() => {
    if (!request.complete) socket.destroy();
    else if (!isRead) socket.resume();
    end();
  }, LINGER_MS).unref();
  let hasEnded = false;
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(timer);
    if (isRead) drained -= 1;
  };
  request.once('end', end);
  request.once('close', end);
  socket.once('close', end);
}
