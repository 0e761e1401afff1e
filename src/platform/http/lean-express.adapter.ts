import { createServer, IncomingMessage, ServerResponse, type OutgoingHttpHeader, type Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express } from 'express';
import { StreamableFile } from '@nestjs/common';
import { BinaryAnswer } from './binary-answer.js';
import type { RequestContext } from './request-context.js';
import { securityHeaderList } from './security-headers.js';

/**
 * Nest's Express adapter without two costs of Express: it sets the prototype of every request and response (the most expensive
 * operation of the framework), and it builds an answer from a dozen header calls.
 *
 * Here the server creates requests and responses that already have Express' prototypes, so that setting them changes nothing;
 * and a JSON answer is one `writeHead` with all headers and one `end`.
 */
export class LeanExpressAdapter extends ExpressAdapter {
  constructor() {
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');
    app.set('query parser', 'simple');
    super(app);
  }

  override initHttpServer(): void {
    const app = this.getInstance<Express>();
    class LeanRequest extends IncomingMessage {}
    class LeanResponse extends ServerResponse<LeanRequest> {}
    Object.setPrototypeOf(LeanRequest.prototype, app.request);
    Object.setPrototypeOf(LeanResponse.prototype, app.response);
    // Both inherit from Express' own prototypes, by the two lines above, which the compiler does not see.
    app.request = LeanRequest.prototype as unknown as Express['request'];
    app.response = LeanResponse.prototype as unknown as Express['response'];
    const server: Server = createServer(
      // A client may take a minute to send its headers; a slow one delays no other request.
      {
        IncomingMessage: LeanRequest,
        ServerResponse: LeanResponse,
        requestTimeout: 300_000,
        headersTimeout: 60_000,
        keepAliveTimeout: 65_000,
      },
      // Express is a function of request and response.
      app as unknown as (request: IncomingMessage, response: ServerResponse) => void,
    );
    this.httpServer = server;
    this.setHttpServer(server);
  }

  override reply(response: ServerResponse & { context?: RequestContext }, body: unknown, statusCode?: number): unknown {
    if (body instanceof StreamableFile) return super.reply(response, body, statusCode) as unknown;
    if (response.headersSent) return undefined;
    const context = response.context;
    const status = context?.status ?? statusCode;
    if (status !== undefined) response.statusCode = status;
    if (context?.caller && !context.caller.isAuthorized && response.statusCode < 400) {
      // A handler that never ran the authorization query of its organization must not answer.
      throw new Error('A response was about to be sent without an authorization query.');
    }
    if (body instanceof BinaryAnswer) {
      writeAnswer(response, context, body.bytes, body.contentType);
      return undefined;
    }
    const text = body === undefined || body === null ? '' : JSON.stringify(body);
    writeAnswer(response, context, text, 'application/json; charset=utf-8');
    return undefined;
  }
}

/** One `writeHead` with all headers, and the body. */
export function writeAnswer(
  response: ServerResponse,
  context: RequestContext | undefined,
  content: string | Buffer,
  contentType: string,
): void {
  // Names and values alternate, and node writes them unchanged; no header occurs twice here.
  const own = context?.headers ?? {};
  const headers: OutgoingHttpHeader[] = [...securityHeaderList(own)];
  if (context) headers.push('X-Request-Id', context.requestId);
  for (const [name, value] of Object.entries(own)) headers.push(name, value);
  if (content.length > 0) headers.push('Content-Type', contentType);
  if (response.statusCode !== 204) headers.push('Content-Length', Buffer.byteLength(content));
  response.writeHead(response.statusCode, headers);
  response.end(content.length > 0 ? content : undefined);
}
