import { HTTP_CODE_METADATA, METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, SetMetadata } from '@nestjs/common';
import { CONCURRENT_UPLOADS, type ConcurrencyLimit } from '../platform/http/concurrency-limiter.js';
import type { BodyKind } from '../platform/http/body-reader.js';
import { accessRuleOf, type AccessRule } from './access-rules.js';

const BODY_KIND = 'http:body-kind';
const CONCURRENCY_LIMIT = 'http:concurrency-limit';

/** The route accepts something other than JSON: the raw bytes of a signed webhook, or an upload. */
export const TakesBody = (kind: BodyKind): MethodDecorator => SetMetadata(BODY_KIND, kind);

/** The number of such calls that one caller may have under way is limited. Routes that name the same limit share it. */
export const LimitConcurrency = (limit: ConcurrencyLimit): MethodDecorator => SetMetadata(CONCURRENCY_LIMIT, limit);

/** What the guard has to know about a handler; read once. */
export interface RouteMetadata {
  readonly accessRule: AccessRule;
  readonly body: BodyKind;
  /** How many of these calls one caller may have under way; null: only their number per minute is limited. */
  readonly concurrencyLimit: ConcurrencyLimit | null;
  readonly readsQuery: boolean;
  readonly readsBody: boolean;
  readonly isPost: boolean;
  readonly status: number;
}

// The keys under which Nest keeps a handler's parameters (RouteParamtypes).
const BODY = 3;
const QUERY = 4;

const cache = new WeakMap<object, RouteMetadata>();

/** The facts about a handler, cached per handler since they never change. */
export function routeMetadataOf(
  controller: new (...args: never[]) => object,
  handler: object & { name: string },
): RouteMetadata {
  let metadata = cache.get(handler);
  if (!metadata) {
    metadata = readMetadata(controller, handler);
    cache.set(handler, metadata);
  }
  return metadata;
}

function readMetadata(controller: new (...args: never[]) => object, handler: object & { name: string }): RouteMetadata {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object;
  const reads = (kind: number): boolean => Object.keys(parameters).some((key) => key.startsWith(`${kind}:`));
  const body = (Reflect.getMetadata(BODY_KIND, handler) as BodyKind | undefined) ?? 'json';
  const concurrencyLimit = (Reflect.getMetadata(CONCURRENCY_LIMIT, handler) as ConcurrencyLimit | undefined) ?? null;
  const isPost = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST;
  return {
    accessRule: accessRuleOf(handler, `${controller.name}.${handler.name}`),
    body,
    concurrencyLimit: concurrencyLimit ?? (body === 'upload' ? CONCURRENT_UPLOADS : null),
    readsQuery: reads(QUERY),
    readsBody: reads(BODY),
    isPost,
    status: (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (isPost ? 201 : 200),
  };
}
