import type { Request, Response } from 'express';
import { Problem } from '../platform/http/problem.js';
import { requestContext } from '../platform/http/request-context.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import type { MessageDto } from './dto/message.dto.js';
import type { Hear } from './model/assistant-model.js';

/** Proxies close what is silent; a comment is a sign of life that no reader sees. */
const PING_EVERY = 10_000;

/**
 * Whoever waits for an answer: for one piece of JSON, or, with `Accept: text/event-stream`, for a stream of events. The stream
 * begins with the first piece of text (or sign of life), so that what fails before it is an ordinary answer with its status.
 */
export class Reader {
  readonly wantsStream: boolean;
  /** Aborted when the connection is closed before the answer is complete. */
  readonly gone: AbortSignal;
  private ping: NodeJS.Timeout | null = null;

  constructor(
    request: Request,
    private readonly response: Response,
  ) {
    // With no preference, or with both alike, JSON.
    this.wantsStream = request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
    const leaving = new AbortController();
    this.gone = leaving.signal;
    response.on('close', () => {
      this.stopPinging();
      if (!response.writableEnded) leaving.abort();
    });
  }

  /** Null: nobody listens to single pieces. */
  get hear(): Hear | null {
    return this.wantsStream
      ? (text) => {
          this.write('delta', { text });
        }
      : null;
  }

  /** The model was asked: from now on the reader waits. */
  wait(): void {
    if (!this.wantsStream) return;
    this.ping = setInterval(() => {
      this.begin();
      this.response.write(': still here\n\n');
    }, PING_EVERY);
  }

  /** The answer, whole and stored. What is given back is the handler's answer where there is no stream. */
  finish(message: MessageDto): MessageDto | undefined {
    if (!this.wantsStream) return message;
    this.write('message', message);
    this.end();
    return undefined;
  }

  /** @throws the problem, where no stream has begun in which it could be told */
  fail(problem: Problem): void {
    this.stopPinging();
    if (!this.response.headersSent) throw problem;
    const context = requestContext.getStore();
    if (context) context.problem = problem.kind.code;
    this.write('error', problem.toBody(context?.requestId ?? ''));
    this.end();
  }

  private write(event: string, data: object): void {
    if (this.gone.aborted) return;
    this.begin();
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private begin(): void {
    if (this.response.headersSent) return;
    const context = requestContext.getStore();
    this.response.writeHead(200, {
      ...securityHeaders(),
      ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    this.response.flushHeaders();
  }

  private end(): void {
    this.stopPinging();
    this.response.end();
  }

  private stopPinging(): void {
    if (this.ping) clearInterval(this.ping);
    this.ping = null;
  }
}
