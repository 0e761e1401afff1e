import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { NO_ID, parseId } from '../platform/ids/ids.js';
import type { ContextRequest } from '../platform/http/request-context.js';
import { AuthorizedContext } from './authorized-context.js';
import type { AuthorizedRequest, SignedInCaller } from './auth.guard.js';

/** The caller in the organization of the path. */
export const Auth = createParamDecorator((_: unknown, context: ExecutionContext): AuthorizedContext => {
  const { caller } = context.switchToHttp().getRequest<ContextRequest>().context;
  if (!(caller instanceof AuthorizedContext)) throw new Error('@Auth() needs @RequirePermission().');
  return caller;
});

/** The user who is signed in, for routes outside of any organization. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): SignedInCaller => {
  const { signedIn } = context.switchToHttp().getRequest<AuthorizedRequest>();
  if (!signedIn) throw new Error('@Caller() needs @SignedIn().');
  return signedIn;
});

/**
 * An ID in the path. A value that is not a valid ID is read as an ID that does not exist: it is answered with 404 like any
 * other, at the same place in the order of answers.
 */
export const PathId = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<ContextRequest>();
  return parseId(params[name]) ?? NO_ID;
});
