import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { NO_ID, parseId } from '../platform/ids/ids.js';
import type { ContextRequest } from '../platform/http/request-context.js';
import { Entry } from './entry.js';
import type { GatedRequest, SignedInCaller } from './gate.guard.js';

/** The caller at the door of the organization in the path. */
export const AtDoor = createParamDecorator((_: unknown, context: ExecutionContext): Entry => {
  const { caller } = context.switchToHttp().getRequest<ContextRequest>().context;
  if (!(caller instanceof Entry)) throw new Error('@AtDoor() needs @RequirePermission().');
  return caller;
});

/** Who is signed in, outside of any organization. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): SignedInCaller => {
  const { signedIn } = context.switchToHttp().getRequest<GatedRequest>();
  if (!signedIn) throw new Error('@Caller() needs @SignedIn().');
  return signedIn;
});

/**
 * An id in the path. What is no id is read as the id of nothing: it is then not found like any other that is not there,
 * in the same place of the order of answers.
 */
export const PathId = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<ContextRequest>();
  return parseId(params[name]) ?? NO_ID;
});
