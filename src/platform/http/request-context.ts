import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, Response } from 'express';
import type { DoorCaller } from '../database/tenancy.js';

/** What is known of the request under way. One object per request, filled on its way in, read by log and filter. */
export interface RequestContext {
  readonly requestId: string;
  readonly startedAt: bigint;
  readonly ip: string;
  /** `METHOD /path/{id}`: the template, since paths carry invitation links. */
  route: string | null;
  /** `user:<id>` or `key:<id>`, for the log. */
  principal: string | null;
  organizationId: string | null;
  /**
   * Who waits at the organization's door. The door is asked with the first statement of the handler; where a refusal
   * comes before that, the filter asks it first, since not being a member is answered before what is wrong in the body.
   */
  caller: (DoorCaller & { readonly passed: boolean }) | null;
  /** The code of the problem that was answered, for the log. */
  problem: string | null;
  /** What the tightest rate limit leaves, of those counted so far. */
  requestsLeft: number;
  /** The status of this answer where it differs from the call's usual one. */
  status: number | null;
  /** Headers of this answer beside the usual ones. */
  readonly headers: Record<string, string | number>;
  /** How many JSON values the body holds, once it was read. */
  bodyValues: number;
  /** Has this done when the answer or the connection has ended; at once where it has ended already. */
  readonly whenOver: (work: () => void) => void;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Aborted when the request under way has ended, be it that its caller has left. Outside of any request: never. */
export function requestEnded(): AbortSignal {
  const ended = new AbortController();
  requestContext.getStore()?.whenOver(() => {
    ended.abort();
  });
  return ended.signal;
}

/** A request with what the front middleware put on it; the storage serves code that does not see the request. */
export interface ContextRequest extends Request {
  context: RequestContext;
}

export interface ContextResponse extends Response {
  context: RequestContext;
}
