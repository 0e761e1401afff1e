/** A problem as the service answers it (RFC 9457), with the further fields of its code. */
interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly [extension: string]: unknown;
}

/** The problem that is shown where no response came. */
export const OFFLINE: ProblemDetails = {
  type: '/problems/offline',
  title: 'The service could not be reached',
  status: 0,
  detail: 'The service could not be reached. You may be offline. Check your connection and try again.',
  code: 'offline',
  requestId: '',
};

/** The problem that is shown where a part of the console itself could not be loaded. */
export const PART_NOT_LOADED: ProblemDetails = {
  ...OFFLINE,
  title: 'This part could not be loaded',
  detail:
    'This part could not be loaded. You may be offline, or there is a newer version. Check your connection and try again.',
};

/** A call that failed: refused by the service, or without a response. Its message is the problem's detail. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.detail);
    this.name = 'Refusal';
  }

  get code(): string {
    return this.problem.code;
  }

  /** The message without what the title says already: for below the title. */
  get advice(): string {
    const { title } = this.problem;
    return this.message.startsWith(`${title}. `) ? this.message.slice(title.length + 2) : this.message;
  }

  /** A further field that problems with this code have. */
  extension(name: string): unknown {
    return this.problem[name];
  }

  /** What is wrong with single fields; `pointer` as in the request's body, without its first slash. */
  get fields(): readonly { readonly name: string; readonly detail: string }[] {
    return (this.problem.errors ?? []).map(({ pointer, detail }) => ({
      name: pointer.replace(/^\//, ''),
      detail,
    }));
  }
}

/** Any thrown error, as a refusal. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(OFFLINE);
}

/** A refusal for something that is missing in the service's answer. */
export function notFound(title: string, detail: string): Refusal {
  return new Refusal({ type: '/problems/not-found', title, status: 404, detail, code: 'not-found', requestId: '' });
}

/** The problem in a response that is not a success. */
export function readProblem(body: unknown, response: Response): Refusal {
  if (isProblem(body)) return new Refusal(body);
  return new Refusal({
    ...OFFLINE,
    status: response.status,
    title: 'Unexpected response',
    detail: 'The service’s response could not be read. Try again in a few seconds.',
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
