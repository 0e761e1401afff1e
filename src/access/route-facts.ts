import { HTTP_CODE_METADATA, METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, SetMetadata } from '@nestjs/common';
import { UPLOADS_AT_ONCE, type AtOnceLimit } from '../platform/http/at-once-limiter.js';
import type { BodyKind } from '../platform/http/body-reader.js';
import { markOf, type Mark } from './marks.js';

const BODY_KIND = 'http:body-kind';
const AT_ONCE = 'http:at-once';

/** The route accepts something other than JSON: the raw bytes of a signed webhook, or an upload. */
export const TakesBody = (kind: BodyKind): MethodDecorator => SetMetadata(BODY_KIND, kind);

/** The number of such calls that one caller may have under way is limited. Routes that name the same limit share it. */
export const AtMostAtOnce = (limit: AtOnceLimit): MethodDecorator => SetMetadata(AT_ONCE, limit);

/** What the guard has to know about a handler; read once. */
export interface RouteFacts {
  readonly mark: Mark;
  readonly body: BodyKind;
  /** How many of these calls one caller may have under way; null: only their number per minute is limited. */
  readonly atOnce: AtOnceLimit | null;
  readonly readsQuery: boolean;
  readonly readsBody: boolean;
  readonly isPost: boolean;
  readonly status: number;
}

// The keys under which Nest keeps a handler's parameters (RouteParamtypes).
const BODY = 3;
const QUERY = 4;

const remembered = new WeakMap<object, RouteFacts>();

/** The facts about a handler, cached per handler since they never change. */
export function factsOf(controller: new (...args: never[]) => object, handler: object & { name: string }): RouteFacts {
  let facts = remembered.get(handler);
  if (!facts) {
    facts = read(controller, handler);
    remembered.set(handler, facts);
  }
  return facts;
}

function read(controller: new (...args: never[]) => object, handler: object & { name: string }): RouteFacts {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object;
  const reads = (kind: number): boolean => Object.keys(parameters).some((key) => key.startsWith(`${kind}:`));
  const body = (Reflect.getMetadata(BODY_KIND, handler) as BodyKind | undefined) ?? 'json';
  const atOnce = (Reflect.getMetadata(AT_ONCE, handler) as AtOnceLimit | undefined) ?? null;
  const isPost = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST;
  return {
    mark: markOf(handler, `${controller.name}.${handler.name}`),
    body,
    atOnce: atOnce ?? (body === 'upload' ? UPLOADS_AT_ONCE : null),
    readsQuery: reads(QUERY),
    readsBody: reads(BODY),
    isPost,
    status: (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (isPost ? 201 : 200),
  };
}
