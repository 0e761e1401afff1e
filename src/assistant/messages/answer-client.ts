import type { Request, Response } from 'express';
import { beginEventStream } from '../../platform/http/event-stream.js';
import { Problem } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import type { MessageDto } from '../dto/message.dto.js';
import type { OnText } from '../model/assistant-model.js';

/** Proxies close idle connections; a comment keeps the connection open and is ignored by clients. */
const KEEP_ALIVE_MS = 10_000;

/**
 * The client that waits for an answer: for one JSON document or, with `Accept: text/event-stream`, for a stream of
 * events. The stream begins with the first piece of text (or keep-alive comment), so that an earlier failure is an
 * ordinary response with its status.
 */
export class AnswerClient {
  readonly wantsStream: boolean;
  /** Aborted when the connection is closed before the answer is complete. */
  readonly disconnected: AbortSignal;
  private ping: NodeJS.Timeout | null = null;

  constructor(
    request: Request,
    private readonly response: Response,
  ) {
    // JSON if the client has no preference, or accepts both equally.
    this.wantsStream = request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
    const disconnection = new AbortController();
    this.disconnected = disconnection.signal;
    response.on('close', () => {
      this.stopKeepAlive();
      if (!response.writableEnded) disconnection.abort();
    });
  }

  /** Null: the client does not need single pieces. */
  get onText(): OnText | null {
    return this.wantsStream
      ? (text) => {
          this.write('delta', { text });
        }
      : null;
  }

  /** The model was asked: from now on the client waits. */
  startKeepAlive(): void {
    if (!this.wantsStream) return;
    this.ping = setInterval(() => {
      this.startStream();
      this.response.write(': keep-alive\n\n');
    }, KEEP_ALIVE_MS);
  }

  /** Sends the complete, stored answer. Without a stream it is returned as the response of the handler. */
  sendMessage(message: MessageDto): MessageDto | undefined {
    if (!this.wantsStream) return message;
    this.write('message', message);
    this.endStream();
    return undefined;
  }

  /** @throws the problem, if no stream has begun in which it could be sent */
  sendProblem(problem: Problem): void {
    this.stopKeepAlive();
    if (!this.response.headersSent) throw problem;
    const context = requestContext.getStore();
    if (context) context.problem = problem.kind.code;
    this.write('error', problem.toBody(context?.requestId ?? ''));
    this.endStream();
  }

  private write(event: string, data: object): void {
    if (this.disconnected.aborted) return;
    this.startStream();
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private startStream(): void {
    if (this.response.headersSent) return;
    beginEventStream(this.response);
  }

  private endStream(): void {
    this.stopKeepAlive();
    this.response.end();
  }

  private stopKeepAlive(): void {
    if (this.ping) clearInterval(this.ping);
    this.ping = null;
  }
}
