import { expectDocumented } from './documented.js';
import { noteSecret } from './test-artifacts.js';
import { noteAnswer, noteRequest } from './secrets.js';

/** An answer of the service, its JSON read where there is any. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into bodies of every shape; what they expect of one is in the expectation.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Request {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Calls the service as one person, or without a token, over HTTP; every answer is held against the OpenAPI document. */
export class Client {
  constructor(
    readonly baseUrl: string,
    readonly token: string | null = null,
    /** The user's id; null for no one. */
    readonly userId: string | null = null,
    readonly email: string | null = null,
  ) {
    noteSecret('a bearer', token);
  }

  get = (path: string, request: Request = {}): Promise<Answer> => this.call('GET', path, request);
  post = (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    this.call('POST', path, { body, headers });
  put = (path: string, body?: unknown): Promise<Answer> => this.call('PUT', path, { body });
  patch = (path: string, body?: unknown): Promise<Answer> => this.call('PATCH', path, { body });
  delete = (path: string): Promise<Answer> => this.call('DELETE', path);

  /** `path` is below `/api/v1` unless it begins with a host's slash twice: `//health/ready`. */
  async call(method: string, path: string, { body, headers = {} }: Request = {}): Promise<Answer> {
    const url = path.startsWith('//') ? `${this.baseUrl}${path.slice(1)}` : `${this.baseUrl}/api/v1${path}`;
    const isForm = body instanceof FormData;
    const isReady = typeof body === 'string' || body instanceof Uint8Array || isForm;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isReady ? (body as string) : JSON.stringify(body) }),
    });
    const text = isEndless(url, response) ? await firstPart(response) : await response.text();
    const answer = { status: response.status, headers: response.headers, text, body: parse(text) };
    noteRequest(body);
    noteAnswer(answer.body);
    expectDocumented(method, new URL(url).pathname, answer);
    return answer;
  }
}

/** A stream of changes ends only with its connection. */
function isEndless(url: string, { ok }: Response): boolean {
  return ok && new URL(url).pathname.endsWith('/stream');
}

/** What is sent first; the connection is closed then. */
async function firstPart({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const part = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(part?.value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
