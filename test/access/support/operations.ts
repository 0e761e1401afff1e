import type { Client } from '../../support/client.js';

/** As much of a schema as the tests look at. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface MediaType {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: Record<string, unknown> }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly headers?: Readonly<Record<string, unknown>>;
        readonly content?: Readonly<Record<string, MediaType>>;
      }
    >
  >;
  readonly 'x-access'?: Access;
}

export interface OpenApiDocument extends Record<string, unknown> {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export type Access =
  | {
      readonly kind: 'permission';
      readonly permission: string;
      readonly orOneself: boolean;
      readonly evenDeleted: boolean;
    }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'superadmin' };

/** One call of the API, as its document tells it. */
export interface Operation {
  /** `POST /api/v1/organizations/{organizationId}/invitations` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Null: public. */
  readonly access: Access | null;
  readonly pathParameters: readonly string[];
  /** The example of its JSON body; undefined where it takes none. */
  readonly exampleBody: Record<string, unknown> | undefined;
  /** It takes something else than JSON: an upload, or a signed webhook. */
  readonly takesOtherBody: boolean;
  readonly object: OperationObject;
}

export async function loadDocument(client: Client): Promise<OpenApiDocument> {
  return (await client.get('//openapi.json')).body as OpenApiDocument;
}

/** Every call of the document; those that end something come last, so that the others still find it. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, object]) => toOperation(method.toUpperCase(), path, object)),
  );
  return operations.sort((a, b) => harm(a) - harm(b) || a.name.localeCompare(b.name));
}

/** The path with ids in it; a parameter that no one knows gets an id of nothing. The `{id}` of a record is `leadId`. */
export function fill({ path }: Operation, ids: Readonly<Record<string, string>>): string {
  return path
    .replace(/\/(\w+)s\/\{id\}/, 'id' in ids ? '$&' : '/$1s/{$1Id}')
    .replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '019ab970-ffff-7fff-bfff-ffffffffffff');
}

/** The parameters that must be given, as the document shows them: `?confirmName=Acme%20Sales`, or nothing. */
export function requiredQuery({ object }: Operation): string {
  const required = (object.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required);
  const query = new URLSearchParams(required.map((one) => [one.name, exampleOfParameter(one) ?? '']));
  return query.size === 0 ? '' : `?${query}`;
}

/**
 * What `<thing>-not-found` calls the thing that a path names; null where it names none. A period is none: it need not be
 * there to be set, and only to end the target of one there has to be one.
 */
export function thingOf({ access, method, path, pathParameters }: Operation): string | null {
  const name = pathParameters.filter((one) => one !== 'organizationId' || access?.kind === 'superadmin').at(-1);
  if (name === undefined) return null;
  if (name === 'period') return method === 'DELETE' ? 'revenue-target' : null;
  const record = /\/(\w+)s\/\{id\}/.exec(path)?.[1];
  if (name === 'id' && record !== undefined) return record;
  const noun = { membershipId: 'member', token: 'invitation' }[name] ?? name.replace(/Id$/, '');
  return noun.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A value that the document shows for a parameter of the query; null where it shows none. */
export function exampleOfParameter({ description, schema }: Parameter): string | null {
  const written = /For example `([^`]+)`\.$/.exec(description ?? '')?.[1];
  const value =
    written ?? schema.examples?.[0] ?? schema.default ?? schema.enum?.[0] ?? schema.items?.enum?.[0] ?? null;
  return value === null ? null : [value].flat().map(text).join(',');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function toOperation(method: string, path: string, object: OperationObject): Operation {
  const json = object.requestBody?.content['application/json'];
  return {
    name: `${method} ${path}`,
    method,
    path,
    access: object['x-access'] ?? null,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    exampleBody: json?.example as Record<string, unknown> | undefined,
    takesOtherBody: object.requestBody !== undefined && json === undefined,
    object,
  };
}

function harm({ method, access }: Operation): number {
  const permission = access?.kind === 'permission' ? access.permission : '';
  if (permission === 'organization:delete') return 5;
  if (permission === 'ownership:transfer') return 4;
  return { GET: 0, POST: 1, PATCH: 2, PUT: 2, DELETE: 3 }[method] ?? 3;
}
