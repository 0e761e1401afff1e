import type { LoggerService } from '@nestjs/common';
import { logger } from './logger.js';

/** Nest's own messages in our log. Its messages about a successful start are left out, since they help no one. */
export class NestLog implements LoggerService {
  log(): void {
    // Mapped routes, initialized modules: nothing that an operator would act on.
  }

  error(message: unknown, ...rest: unknown[]): void {
    logger.error({ context: rest.at(-1) }, text(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    logger.warn({ context: rest.at(-1) }, text(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    logger.fatal({ context: rest.at(-1) }, text(message));
  }
}

function text(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}
