/** One kind of refusal, as in RFC 9457; `code` is stable and ends the `type` address (`/problems/<code>`). */
export interface ProblemKind {
  /** Stable, for programs: `validation-failed`. */
  readonly code: string;
  readonly status: number;
  /** What went wrong, in a few words; the same for every occurrence. */
  readonly title: string;
  /** For people: what is wrong and what to do, without headers, parameters or paths of the API. */
  readonly detail: string;
  /** For the author of a program: what only they can use, such as a header to send. Pages do not show it. */
  readonly hint?: string;
}

/** What is wrong where in the request: a JSON pointer into the body, or `/name` of a parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

const kinds = new Map<string, ProblemKind>();

/** Declares a kind of problem; each has a page at `/problems/<code>` and is listed in the OpenAPI document. */
export function defineProblem<Kind extends ProblemKind>(kind: Kind): Kind {
  const known = kinds.get(kind.code);
  if (known && known.status !== kind.status) throw new Error(`Problem ${kind.code} is declared twice.`);
  kinds.set(kind.code, kind);
  return kind;
}

export function findProblem(code: string): ProblemKind | undefined {
  return kinds.get(code);
}

/** All kinds that are declared, by code. */
export function allProblems(): ProblemKind[] {
  return [...kinds.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export interface ProblemMembers {
  /** Replaces the kind's detail with a more precise one. */
  readonly detail?: string;
  /** Replaces the kind's hint. */
  readonly hint?: string;
  readonly errors?: readonly FieldError[];
  /** Seconds, also sent as the header `Retry-After`. */
  readonly retryAfter?: number;
  /** Additional members of this kind: `requiredPermission` … */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** For operators: what has failed, and where. It is logged beside the answer and never sent; without values that a user entered. */
  readonly internal?: string;
}

/** A refusal, thrown to the one filter that writes it. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly members: ProblemMembers = {},
  ) {
    super(kind.code);
  }

  /** The body of the response. */
  toBody(requestId: string): Record<string, unknown> {
    const hint = this.members.hint ?? this.kind.hint;
    return {
      type: `/problems/${this.kind.code}`,
      title: this.kind.title,
      status: this.kind.status,
      detail: this.members.detail ?? this.kind.detail,
      code: this.kind.code,
      requestId,
      ...(hint === undefined ? {} : { hint }),
      ...(this.members.errors ? { errors: this.members.errors } : {}),
      ...this.members.extra,
    };
  }
}

/** 422 with the fields that are wrong. */
export function invalid(...errors: FieldError[]): Problem {
  return new Problem(validationFailed, { errors });
}

export const malformedRequest = defineProblem({
  code: 'malformed-request',
  status: 400,
  title: 'Malformed request',
  detail: 'The request could not be read. Reload the page and try again.',
  hint: 'Send well-formed JSON in UTF-8 without NUL characters.',
});
export const unauthenticated = defineProblem({
  code: 'unauthenticated',
  status: 401,
  title: 'You are not signed in',
  detail: 'You are not signed in, or your session has ended. Sign in again.',
  hint: 'Send a valid token in the header "Authorization: Bearer …".',
});
export const notFound = defineProblem({
  code: 'not-found',
  status: 404,
  title: 'Not found',
  detail: 'This page or resource does not exist. Check the address for a typing error.',
  hint: 'Check the method and the path against the documentation at /docs.',
});
export const requestTimeout = defineProblem({
  code: 'request-timeout',
  status: 408,
  title: 'The request did not arrive in time',
  detail: 'What you sent did not arrive in time. Check your connection and try again.',
  hint: 'Send the whole body without a long pause.',
});
export const preconditionFailed = defineProblem({
  code: 'precondition-failed',
  status: 412,
  title: 'Someone else changed this',
  detail: 'Someone else changed this in the meantime. Load the latest version and make your change again.',
  hint: 'Fetch it again and send the change with the new ETag in the header "If-Match".',
});
export const bodyTooLarge = defineProblem({
  code: 'body-too-large',
  status: 413,
  title: 'Request too large',
  detail: 'The request is too large. Send at most 100 kB.',
});
export const unsupportedMediaType = defineProblem({
  code: 'unsupported-media-type',
  status: 415,
  title: 'Unsupported content type',
  detail: 'This type of content is not accepted here. Check the file or reload the page.',
  hint: 'Send JSON with the header "Content-Type: application/json".',
});
export const misdirectedRequest = defineProblem({
  code: 'misdirected-request',
  status: 421,
  title: 'The request is for another host',
  detail: 'This service cannot be used at this address. Open it at the address that it was set up with.',
  hint: 'The host must be localhost, 127.0.0.1 or [::1], or that of PUBLIC_URL.',
});
export const validationFailed = defineProblem({
  code: 'validation-failed',
  status: 422,
  title: 'Some fields are not valid',
  detail: 'Some fields are not valid. Correct them and try again.',
  hint: '"errors" says for each field what is wrong; "pointer" names the field.',
});
export const rateLimited = defineProblem({
  code: 'rate-limited',
  status: 429,
  title: 'Too many requests',
  detail: 'Too many requests were sent in a short time. Wait a moment and try again.',
  hint: 'The header "Retry-After" has the seconds to wait.',
});
export const internalError = defineProblem({
  code: 'internal-error',
  status: 500,
  title: 'Internal error',
  detail:
    'Something went wrong on our side. Try again; if it happens again, send the request ID to the operator of this service.',
});
export const serviceUnavailable = defineProblem({
  code: 'service-unavailable',
  status: 503,
  title: 'Service temporarily unavailable',
  detail: 'The service is temporarily unavailable. Try again in a few seconds.',
});
