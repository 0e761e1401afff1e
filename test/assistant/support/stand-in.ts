import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

export interface ModelRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly tool_choice?: string;
  readonly tools?: { readonly function: { readonly name: string } }[];
  readonly messages: {
    readonly role: string;
    readonly content: string | null;
    readonly tool_calls?: readonly ToolCall[];
  }[];
}

interface Seen {
  readonly request: ModelRequest;
  readonly authorization: string | undefined;
  /** The other side closed the connection before the answer was complete. */
  left: boolean;
}

/**
 * An endpoint of Chat Completions as far as we use it. How it behaves, well or badly, is what the last question asks for: so
 * many questions can be under way at once.
 */
export class ModelStandIn {
  readonly seen: Seen[] = [];
  /** What happens while the model thinks about a question that says `meanwhile`. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelStandIn> {
    const server = createServer();
    // No one has to stop it: it keeps no process alive.
    server.unref().on('connection', (socket) => socket.unref());
    const standIn = new ModelStandIn(server);
    server.on('request', (request, response) => void standIn.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  /** The environment with which the service calls it. */
  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      ASSISTANT_BASE_URL: `http://127.0.0.1:${port}/v1`,
      ASSISTANT_MODEL: 'stand-in',
      ASSISTANT_API_KEY: 'key-of-the-model',
    };
  }

  /** The requests whose last question was this. */
  about(question: string): Seen[] {
    return this.seen.filter(({ request }) => questionOf(request) === question);
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (incoming.url !== '/v1/chat/completions') {
      response.writeHead(404).end();
      return;
    }
    const request = JSON.parse(Buffer.concat(chunks).toString()) as ModelRequest;
    const seen: Seen = { request, authorization: incoming.headers.authorization, left: false };
    this.seen.push(seen);
    response.on('close', () => {
      seen.left = !response.writableFinished;
    });
    if (questionOf(request).includes('meanwhile')) await this.meanwhile();
    const [behaviour = '', ...rest] = questionOf(request).split(': ');
    (Object.hasOwn(BEHAVIOURS, behaviour) ? (BEHAVIOURS[behaviour] ?? echo) : echo)(
      response,
      request,
      rest.join(': '),
      this,
    );
  }
}

type Behaviour = (response: ServerResponse, request: ModelRequest, argument: string, standIn: ModelStandIn) => void;

/** `fail`, `half` and so on, by the first words of the question; everything else is echoed. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  fail: (response) => response.writeHead(500, JSON_TYPE).end('{"error":{"message":"a secret of the endpoint"}}'),
  'fail once': (response, request, argument, standIn) => {
    if (standIn.about(`fail once: ${argument}`).length === 1) response.writeHead(503).end();
    else echo(response, request);
  },
  refuse: (response) => response.writeHead(400, JSON_TYPE).end('{"error":{"message":"no such model"}}'),
  stall: () => undefined,
  wrong: (response) => response.writeHead(200, JSON_TYPE).end('{"hello":"world"}'),
  page: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>'),
  silent: (response, request) => {
    say(response, request, ['']);
  },
  // What it had begun to say breaks off, with the connection or without.
  half: (response, request) => {
    begin(response, request);
    response.write(piece(request, 'Half an '), () =>
      response.write(piece(request, 'answer'), () => response.destroy()),
    );
  },
  'half closed': (response, request) => {
    begin(response, request);
    response.write(piece(request, 'Half an '));
    response.end(piece(request, 'answer'));
  },
  'half, then nonsense': (response, request) => {
    begin(response, request);
    response.write(piece(request, 'Half an answer'));
    response.end('data: {"choices":"none"}\n\n');
  },
  'half, then silence': (response, request) => {
    begin(response, request);
    response.write(piece(request, 'Half an answer'));
  },
  // Endpoints differ in how they announce the end; either way will do.
  'done without reason': (response, request) => {
    begin(response, request);
    response.end(`${piece(request, 'All of it')}data: [DONE]\n\n`);
  },
  'in halves': (response, request) => {
    begin(response, request);
    response.end(`${piece(request, 'Well \ud83d')}${piece(request, '\ude00 done')}data: [DONE]\n\n`);
  },
  /** `tool: search_leads {"q":"a"}`: calls it, and then answers with the result. */
  tool: (response, request, argument) => {
    const last = request.messages.at(-1);
    if (last?.role === 'tool') {
      say(response, request, ['Found ', last.content ?? '']);
      return;
    }
    const [name = '', ...given] = argument.split(' ');
    call(response, request, name, given.join(' '));
  },
  'tool, meanwhile': (response, request, argument, standIn) =>
    BEHAVIOURS['tool']?.(response, request, argument, standIn),
  /** Says a piece every two seconds, for ever. */
  endless: (response, request) => {
    begin(response, request);
    const talking = setInterval(() => response.write(piece(request, 'more ')), 2_000);
    response.on('close', () => {
      clearInterval(talking);
    });
  },
  'always tool': (response, request) => {
    call(response, request, 'count_records', '{"kind":"leads"}');
  },
};

const JSON_TYPE = { 'content-type': 'application/json' };

function questionOf({ messages }: ModelRequest): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}

function echo(response: ServerResponse, request: ModelRequest): void {
  say(response, request, ['You said: ', ...questionOf(request).split(/(?<= )/)]);
}

function say(response: ServerResponse, request: ModelRequest, pieces: readonly string[]): void {
  if (!request.stream) {
    const message = { role: 'assistant', content: pieces.join('') };
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(completion({ message, finish_reason: 'stop' })));
    return;
  }
  begin(response, request);
  for (const text of pieces) response.write(piece(request, text));
  response.end(`${event({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`);
}

function call(response: ServerResponse, request: ModelRequest, name: string, given: string): void {
  if (!request.stream) {
    const calls = [{ id: 'call-1', type: 'function', function: { name, arguments: given } }];
    const message = { role: 'assistant', content: null, tool_calls: calls };
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(completion({ message, finish_reason: 'tool_calls' })));
    return;
  }
  begin(response, request);
  response.write(piece(request, 'Let me look.'));
  // Arguments come in pieces, too.
  const middle = Math.floor(given.length / 2);
  const start = { index: 0, id: 'call-1', function: { name, arguments: given.slice(0, middle) } };
  response.write(event({ delta: { tool_calls: [start] } }));
  response.write(event({ delta: { tool_calls: [{ index: 0, function: { arguments: given.slice(middle) } }] } }));
  response.end(`${event({ delta: {}, finish_reason: 'tool_calls' })}data: [DONE]\n\n`);
}

function begin(response: ServerResponse, { stream }: ModelRequest): void {
  response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
}

function piece({ stream }: ModelRequest, content: string): string {
  return stream ? event({ delta: { content } }) : `{"choices":[{"message":{"content":"${content}`;
}

function event(choice: object): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, finish_reason: null, ...choice }] })}\n\n`;
}

function completion(choice: object): object {
  return {
    id: 'completion-1',
    object: 'chat.completion',
    created: 0,
    model: 'stand-in',
    choices: [{ index: 0, ...choice }],
  };
}
