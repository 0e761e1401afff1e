import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ANYTHING, Register } from './registers.js';
import type { System } from './system.js';

/** `unknown`: no answer came, or one that says that the database went away; it may be in force or not. */
export type Outcome = 'done' | 'refused' | 'unknown';

/** What a call does to a value that the suite keeps an eye on. */
interface Effect {
  readonly register: string;
  readonly value: unknown;
  /** It depends on the state at that moment whether it does. */
  readonly maybe?: boolean;
}

export interface CallSpec {
  readonly op: string;
  /** The caller's bearer token. */
  readonly token: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The audit action of a change; null where nothing changes. */
  readonly action: string | null;
  /** Nothing may change, so that there may be no event. */
  readonly mayBeSilent?: boolean;
  /** Actions that may come with it. */
  readonly alongside?: readonly string[];
  /** Refusals of what is sent, by a change at the same moment. */
  readonly mayBeInvalid?: boolean;
  readonly needsFiles?: boolean;
  // Answers are of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly effects?: (answer: any) => readonly Effect[];
}

export interface CallRecord {
  readonly spec: CallSpec;
  readonly requestIds: readonly string[];
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly milliseconds: number;
}

export interface Performed {
  readonly outcome: Outcome;
  readonly status: number | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

interface Attempt {
  readonly status: number | null;
  readonly body: unknown;
  readonly code: string | null;
}

/** Nothing outside of Postgres' absence may keep a request longer. */
const PATIENCE_MS = 20_000;
const ATTEMPTS = 6;
const RETRY_AFTER_MS = 300;

/** Makes the calls of a round, checks their answers, and keeps what is needed to compare them with the database. */
export class Calls {
  readonly records: CallRecord[] = [];
  readonly violations: string[] = [];

  constructor(
    private readonly system: System,
    private readonly registers: Map<string, Register>,
  ) {}

  /**
   * Makes a call at one of the two APIs. A POST has an idempotency key and is repeated until it is answered, as a good
   * client does; anything else is made once.
   */
  async make(spec: CallSpec, first: 0 | 1): Promise<Performed> {
    const began = performance.now();
    const key = spec.method === 'POST' ? randomUUID() : null;
    const requestIds: string[] = [];
    let [attempt, doubts]: [Attempt, number] = [{ status: null, body: null, code: null }, 0];
    for (let tryIndex = 0; tryIndex < (key ? ATTEMPTS : 1); tryIndex += 1) {
      if (tryIndex > 0) await delay(RETRY_AFTER_MS);
      const requestId = `soak-${randomUUID()}`;
      requestIds.push(requestId);
      attempt = await this.attempt(spec, (first + tryIndex) % 2 === 0 ? 0 : 1, requestId, key);
      const again = isInDoubt(attempt) || attempt.code === 'idempotency-in-progress';
      if (!again) break;
      doubts += 1;
    }
    const outcome = outcomeOf(attempt, doubts);
    const milliseconds = performance.now() - began;
    this.records.push({ spec, requestIds, outcome, status: attempt.status, milliseconds });
    this.apply(spec, outcome, attempt.body, began);
    return { outcome, status: attempt.status, body: attempt.body };
  }

  private async attempt(spec: CallSpec, api: 0 | 1, requestId: string, key: string | null): Promise<Attempt> {
    const began = performance.now();
    const answer = await this.send(spec, api, requestId, key);
    const ended = performance.now();
    const wasAway = this.system.windows.overlap('postgres', began, ended);
    if (!wasAway && ended - began > PATIENCE_MS) this.complain(spec, answer, `took ${Math.round(ended - began)} ms`);
    if (answer.status !== null && !this.isExpected(spec, answer, wasAway, began, ended)) {
      this.complain(spec, answer, `answered ${answer.status} ${answer.code ?? ''}`);
    }
    return answer;
  }

  private async send(
    spec: CallSpec,
    api: 0 | 1,
    requestId: string,
    key: string | null,
    mayMove = true,
  ): Promise<Attempt> {
    const isForm = spec.body instanceof FormData;
    try {
      const response = await fetch(`${this.system.apis[api]?.url ?? ''}/api/v1${spec.path}`, {
        method: spec.method,
        headers: {
          authorization: `Bearer ${spec.token}`,
          'x-request-id': requestId,
          ...(key ? { 'idempotency-key': key } : {}),
          ...(spec.body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        ...(spec.body === undefined ? {} : { body: isForm ? spec.body : JSON.stringify(spec.body) }),
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      const body = text === '' ? null : (JSON.parse(text) as { code?: string });
      return { status: response.status, body, code: body?.code ?? null };
    } catch (error) {
      // No one listens there: as a load balancer does, the call goes to the other one.
      if (mayMove && isRefused(error)) return this.send(spec, api === 0 ? 1 : 0, requestId, key, false);
      return { status: null, body: null, code: null };
    }
  }

  private isExpected(spec: CallSpec, answer: Attempt, wasAway: boolean, began: number, ended: number): boolean {
    const { status, code } = answer;
    if (status === null) return true;
    if (status < 400 || status === 403 || status === 404 || status === 409 || status === 410) return true;
    if (status === 422) return spec.mayBeInvalid === true;
    if (code === 'service-unavailable') return wasAway;
    if (code === 'file-store-unavailable') {
      return spec.needsFiles === true && this.system.windows.overlap('files', began, ended);
    }
    return false;
  }

  private apply(spec: CallSpec, outcome: Outcome, answer: unknown, began: number): void {
    if (outcome === 'refused') return;
    const ended = outcome === 'done' ? performance.now() : Infinity;
    for (const { register, value, maybe } of spec.effects?.(outcome === 'done' ? answer : null) ?? []) {
      const written = this.registers.get(register) ?? new Register(ANYTHING);
      this.registers.set(register, written);
      written.write({ value, began, ended, certain: outcome === 'done' && !maybe });
    }
  }

  private complain(spec: CallSpec, { body }: Attempt, what: string): void {
    this.violations.push(`${spec.op} (${spec.method} ${spec.path}) ${what}: ${JSON.stringify(body)}`);
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === 'ECONNREFUSED';
}

function isInDoubt({ status }: Attempt): boolean {
  return status === null || status >= 500;
}

/** A refusal behind an attempt without an answer may be about what that attempt itself has done. */
function outcomeOf(attempt: Attempt, doubts: number): Outcome {
  if (attempt.code === 'file-store-unavailable') return 'refused';
  if (isInDoubt(attempt)) return 'unknown';
  if ((attempt.status ?? 0) < 400) return 'done';
  return doubts > 0 ? 'unknown' : 'refused';
}
