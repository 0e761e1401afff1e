import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, Response } from 'express';
import type { TenantCaller } from '../database/tenancy.js';

/** What is known about the running request. One object per request, filled while it is processed, read by log and filter. */
export interface RequestContext {
  readonly requestId: string;
  readonly startedAt: bigint;
  readonly ip: string;
  /** `/path/{id}`: the template, since paths contain links with a token. */
  route: string | null;
  /** `MembersController.list`: the method that handles the request, for the log. */
  useCase: string | null;
  /** `user:<id>` or `key:<id>`, for the log. */
  principal: string | null;
  organizationId: string | null;
  /**
   * The caller for the authorization query of the organization. It runs with the first statement of the handler; for a refusal
   * before that, the filter runs it first, since not being a member is answered before errors of the body.
   */
  caller: (TenantCaller & { readonly isAuthorized: boolean }) | null;
  /** The code of the problem that was answered, for the log. */
  problem: string | null;
  /** What remains of the tightest rate limit, of those counted so far. */
  requestsLeft: number;
  /** The status of this answer if it differs from the call's usual one. */
  status: number | null;
  /** Headers of this answer in addition to the usual ones. */
  readonly headers: Record<string, string | number>;
  /** How many JSON values the body has, once it was read. */
  bodyValues: number;
  /** Runs the callback when the answer or the connection has ended; at once if it has ended already. */
  readonly onEnd: (work: () => void) => void;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Aborted when the running request has ended, also if its caller has disconnected. Outside of any request: never. */
export function requestEnded(): AbortSignal {
  const ended = new AbortController();
  requestContext.getStore()?.onEnd(() => {
    ended.abort();
  });
  return ended.signal;
}

/**
 * A request with the properties that the first middleware set; the async storage is for code that does not have the request.
 */
export interface ContextRequest extends Request {
  context: RequestContext;
}

export interface ContextResponse extends Response {
  context: RequestContext;
}
