import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongInFieldDetail } from './plain-detail.js';
import { SchemaCheck } from './schema-check.js';

interface MediaType {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** What any address may answer before it is known which call is meant. */
const BEFORE_ANY_CALL = new Set([421]);

/** Calls that exist only with one identity provider or billing provider; elsewhere they are paths like any other. */
const ONLY_WHERE_CONFIGURED = /^(auth|webhooks)\./;

let loaded: { document: Document; check: SchemaCheck; routes: Route[] } | null = null;

/**
 * Holds an answer against the OpenAPI document of the run (see global-setup.mjs): its status, its type of content, its body and,
 * of a problem, its code and the words of its field errors. What the document does not know, such as the console's pages, is not looked at.
 *
 * @throws Error that names the call and what is not as documented
 */
export function expectDocumented(method: string, path: string, answer: Answered): void {
  const { check, routes } = load();
  const operation = find(routes, method, path);
  if (!operation || BEFORE_ANY_CALL.has(answer.status) || isMissing(operation, answer)) return;
  const wrong = wrongIn(operation, answer, check);
  if (wrong.length > 0) {
    throw new Error(
      `${operation.operationId} answered ${answer.status}, not as documented:\n${wrong.join('\n')}\n${answer.text.slice(0, 500)}`,
    );
  }
}

function isMissing({ operationId }: Operation, { status, body }: Answered): boolean {
  return status === 404 && ONLY_WHERE_CONFIGURED.test(operationId) && (body as { code?: string }).code === 'not-found';
}

function wrongIn(operation: Operation, { status, headers, text, body }: Answered, check: SchemaCheck): string[] {
  const response = operation.responses[String(status)];
  if (!response) return ['this status is not documented'];
  const type = headers.get('content-type')?.split(';')[0];
  if (type === undefined) return response.content && text !== '' ? ['an answer without a type'] : [];
  const media = response.content?.[type];
  if (!media) return [`${type} is not documented`];
  if (!/[/+]json$/.test(type)) return [];
  const { code } = body as { code?: string };
  if (type === 'application/problem+json' && !Object.hasOwn(media.examples ?? {}, code ?? '')) {
    return [`the code ${String(code)} is not documented`];
  }
  return [...check.misfits(body, media.schema), ...wrongFieldsOf(body)];
}

/** The details of a problem's fields are read by people, whichever call answers them. */
function wrongFieldsOf(body: unknown): string[] {
  const { errors } = body as { errors?: unknown };
  if (!Array.isArray(errors)) return [];
  return (errors as { detail: string }[]).flatMap(({ detail }) => {
    const wrong = wrongInFieldDetail(detail);
    return wrong === null ? [] : [`the field error “${detail}” is not for people: ${wrong}`];
  });
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Words in the path that are not parameters: the more, the more exact. */
  readonly words: number;
  readonly operation: Operation;
}

function load() {
  if (loaded) return loaded;
  const file = join(process.env['TEST_FOLDER'] ?? '', 'openapi.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  return (loaded = { document, check: new SchemaCheck(document.components), routes: routesOf(document) });
}

function routesOf({ paths }: Document): Route[] {
  const routes = Object.entries(paths).flatMap(([path, methods]) => {
    const parts = path.split('/');
    const pattern = parts.map((part) => (part.startsWith('{') ? '[^/]+' : part.replaceAll('.', '\\.'))).join('/');
    return Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${pattern}$`),
      words: parts.filter((part) => !part.startsWith('{')).length,
      operation,
    }));
  });
  return routes.sort((a, b) => b.words - a.words);
}

function find(routes: readonly Route[], method: string, path: string): Operation | null {
  const [bare = ''] = path.split('?');
  return routes.find((route) => route.method === method && route.pattern.test(bare))?.operation ?? null;
}
