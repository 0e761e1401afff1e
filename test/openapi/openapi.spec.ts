import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { callerOf, createApiFixture, type ApiFixture } from '../access/support/api-fixture.js';
import {
  exampleOfParameter,
  fill,
  loadDocument,
  operationsOf,
  thingOf,
  type MediaType,
  type OpenApiDocument,
  type Operation,
} from '../access/support/operations.js';
import { misfits, resolve } from './support/fits.js';
import { NEEDS_STRIPE, prepareCall } from './support/prepared-calls.js';

const VALIDATOR = 'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js';
const LINTER = 'node_modules/@redocly/cli/bin/cli.js';

/** The call that fills an empty service; what it answers then is in test/demo. */
const NEEDS_NO_ORGANIZATIONS = 'POST /api/v1/demo';

/** What Redocly's linter finds, errors and warnings. */
async function lint(file: string): Promise<string[]> {
  const args = [LINTER, 'lint', file, '--config', 'test/openapi/redocly.yaml', '--format', 'json'];
  const env = { PATH: process.env['PATH'], REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const run = promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string });
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    problems: { ruleId: string; message: string; location: { pointer: string }[] }[];
  };
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
}

let fixture: ApiFixture;
let document: OpenApiDocument;
let operations: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  document = await loadDocument(fixture.anonymous);
  operations = operationsOf(document);
});
afterAll(() => fixture.world.stop());

interface Success {
  readonly status: number;
  /** Null where there is no content. */
  readonly type: string | null;
  readonly media: MediaType | undefined;
}

/** What a call answers when it succeeds: one thing, or with another status another, where the request asks for that. */
function successes({ name, object }: Operation): Success[] {
  const found = Object.entries(object.responses).filter(([status]) => status.startsWith('2'));
  if (found.length === 0) throw new Error(`${name} should document a success.`);
  return found.map(([status, response]) => {
    const [content, ...others] = Object.entries(response.content ?? {});
    if (others.length > 0) throw new Error(`${name} should answer one type of content.`);
    return { status: Number(status), type: content?.[0] ?? null, media: content?.[1] };
  });
}

function success(operation: Operation, status: number): Success {
  const found = successes(operation).find((one) => one.status === status);
  if (!found) throw new Error(`${operation.name} does not document ${status}.`);
  return found;
}

/** The problems of a call, `status code`. */
function problemsOf({ object }: Operation): string[] {
  return Object.entries(object.responses).flatMap(([status, { content }]) =>
    Object.keys(content?.['application/problem+json']?.examples ?? {}).map((code) => `${status} ${code}`),
  );
}

/** What follows from a call's access rule, body and parameters, whatever it does. */
function derivedProblems(operation: Operation): string[] {
  const { access, method, object } = operation;
  const isPermission = access?.kind === 'permission';
  const noun = thingOf(operation);
  return [
    '400 malformed-request',
    ...(object.requestBody ? ['413 body-too-large', '415 unsupported-media-type'] : []),
    ...(access ? ['401 unauthenticated'] : []),
    ...(isPermission ? ['404 organization-not-found', '403 permission-denied'] : []),
    ...(access?.kind === 'superadmin' ? ['404 not-found'] : []),
    '422 validation-failed',
    ...(noun === null ? [] : [`404 ${noun}-not-found`]),
    ...(access && method === 'POST' && !operation.takesOtherBody
      ? ['422 idempotency-key-reused', '409 idempotency-in-progress']
      : []),
    '429 rate-limited',
    '500 internal-error',
  ];
}

describe('the document', () => {
  it('is valid OpenAPI 3.1, as two tools say that are not ours', async () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    const file = join(mkdtempSync(join(process.env['TEST_FOLDER'] ?? '', 'openapi-')), 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const { stdout } = await promisify(execFile)(process.execPath, [VALIDATOR, file]);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true });
    expect(await lint(file)).toEqual([]);
  });

  it('has no words of OpenAPI 3.0, which validators of 3.1 pass over', () => {
    const schemas = JSON.stringify(document.components.schemas) + JSON.stringify(document.paths);
    expect(schemas).not.toContain('"nullable"');
    expect(schemas).not.toMatch(/"exclusiveM(in|ax)imum":(true|false)/);
  });

  it('has patterns that every validator reads: without property classes and without looking around', () => {
    const patterns = JSON.stringify(document).match(/"pattern":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(patterns.length).toBeGreaterThan(3);
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\\\\[pP]\{|\(\?/);
      expect(() => new RegExp((JSON.parse(`{${pattern}}`) as { pattern: string }).pattern)).not.toThrow();
    }
  });

  it('names every call resource.verb, as the reviewed list has it', () => {
    const list = readFileSync(new URL('operation-ids.txt', `file://${__filename}`), 'utf8');
    const withoutComments = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const named = operations.map(({ name, object }) => `${object.operationId ?? ''} ${name}`);
    // With local identity and billing, the webhooks have no route.
    expect(named.sort()).toEqual(withoutComments.filter((line) => !line.startsWith('webhooks.')).sort());
    for (const line of withoutComments) expect(line).toMatch(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]* [A-Z]+ \/\S+$/);
  });

  it('tells of the headers of answers', () => {
    for (const { name, method, object, access } of operations) {
      for (const [status, { headers = {} }] of Object.entries(object.responses)) {
        const headerNames = Object.keys(headers);
        expect({ name, status, headerNames }).toMatchObject({
          headerNames: expect.arrayContaining(['X-Request-Id', 'RateLimit']),
        });
        if (status === '429') expect(headerNames).toContain('Retry-After');
        if (status === '401') expect(headerNames).toContain('WWW-Authenticate');
        const replays =
          method === 'POST' && access !== null && object.requestBody?.content['multipart/form-data'] === undefined;
        if (status.startsWith('2'))
          expect({ name, replays: headerNames.includes('Idempotent-Replayed') }).toEqual({ name, replays });
      }
    }
    const etags = operations.filter(({ object }) =>
      Object.values(object.responses).some(({ headers = {} }) => 'ETag' in headers),
    );
    expect(etags.map(({ object }) => object.operationId)).toEqual(
      expect.arrayContaining([
        'organizations.get',
        'organizations.update',
        'leads.create',
        'leads.get',
        'leads.update',
      ]),
    );
  });

  it('tells an API key of the calls that take a person', () => {
    for (const { name, access, object } of operations.filter((one) => one.access?.kind === 'signed-in')) {
      const example = object.responses['403']?.content?.['application/problem+json']?.examples?.['permission-denied'];
      expect({ name, access, detail: example?.value['detail'] }).toMatchObject({
        detail: expect.stringContaining('API key'),
      });
    }
  });

  it('comes with the headers of every other answer', async () => {
    for (const path of ['//openapi.json', '//docs']) {
      const { headers } = await fixture.anonymous.get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('shows every field with its type and, where it is free text, with a real example', () => {
    const poor = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, property]) => {
          const { examples, enum: values, $ref } = property;
          if ($ref !== undefined || 'allOf' in property || 'oneOf' in property) return false;
          const types = [property.type ?? []].flat();
          if (types.includes('array') || types.includes('object')) return false;
          return types.length === 0 || (examples === undefined && !types.includes('null') && !values);
        })
        .map(([field]) => `${name}.${field}`),
    );
    expect(poor).toEqual([]);
  });
});

describe('every call', () => {
  it('has an id of its own, a summary, a tag, and words for every parameter', () => {
    const ids = operations.map(({ object }) => object.operationId);
    expect(new Set(ids).size).toBe(operations.length);
    for (const { name, object } of operations) {
      expect({ name, ...object }).toMatchObject({
        operationId: expect.stringMatching(/^\w+\.\w+$/),
        summary: expect.stringMatching(/^[A-Z].{8,80}[^.]$/),
        tags: [expect.stringMatching(/^[A-Z]/)],
      });
      for (const { name: parameter, description } of object.parameters ?? []) {
        expect({ name, parameter, description }).toMatchObject({ description: expect.stringMatching(/^[A-Z`].+\.$/) });
      }
    }
  });

  it('takes every id and token that its path names', () => {
    for (const { name, pathParameters, object } of operations) {
      const inPath = (object.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect({ [name]: inPath.map((parameter) => parameter.name) }).toEqual({ [name]: pathParameters });
      expect(inPath.every(({ required }) => required)).toBe(true);
    }
  });

  it('needs no parameter in the query but what confirms an end or says which report, and fills in only the defaults', () => {
    const needed: string[] = [];
    for (const { name, object } of operations) {
      for (const { in: place, name: parameter, required, schema } of object.parameters ?? []) {
        if (place !== 'query') continue;
        if (required) needed.push(`${name}?${parameter}=${String(schema.examples?.[0])}`);
        else expect({ name, parameter, examples: schema.examples }).toEqual({ name, parameter, examples: undefined });
      }
    }
    expect(needed.sort()).toEqual([
      'DELETE /api/v1/organizations/{organizationId}?confirmName=Acme Sales',
      'GET /api/v1/organizations/{organizationId}/analytics/report.csv?period=2026-11',
      'GET /api/v1/organizations/{organizationId}/analytics/report.pdf?period=2026-11',
    ]);
  });

  it('belongs to a group that the document describes, and no group is empty', () => {
    const { tags = [] } = document as { tags?: { name: string; description: string }[] };
    expect(new Set(tags.map(({ name }) => name))).toEqual(new Set(operations.flatMap(({ object }) => object.tags)));
    for (const { description } of tags) expect(description).toMatch(/^[A-Z]/);
  });

  it('asks for a token where it needs one, and only there', () => {
    for (const { name, access, object } of operations) {
      expect({ [name]: object.security }).toEqual({ [name]: access ? [{ bearer: [] }] : [] });
    }
  });

  it('has an answer with an example that is as its schema says, or a file, or none at all', () => {
    for (const operation of operations) {
      for (const { status, type, media } of successes(operation)) {
        expect({ [operation.name]: media === undefined }).toEqual({ [operation.name]: status === 204 });
        if (!media) continue;
        if (type === 'application/json') {
          expect({ [operation.name]: misfits(media.example, media.schema, document.components.schemas) }).toEqual({
            [operation.name]: [],
          });
        } else if (type === 'text/event-stream') {
          expect(media).toEqual({
            schema: { type: 'string' },
            example: expect.stringMatching(/^event: \w+\n(id: .+\n)?data: \{/),
          });
        } else
          expect({ type, ...media }).toEqual({
            type: expect.stringMatching(/^(image\/png|application\/pdf|text\/csv|application\/x-ndjson|text\/html)$/),
            schema: { type: 'string', format: 'binary' },
          });
      }
    }
  });

  it('lists every problem that follows from its access rule, its body and its parameters', () => {
    for (const operation of operations) {
      expect({ [operation.name]: problemsOf(operation) }).toEqual({
        [operation.name]: expect.arrayContaining(derivedProblems(operation)),
      });
    }
  });

  it('shows an example of each of its problems, as it would be answered', () => {
    for (const { name, access, object } of operations) {
      for (const [status, { content, description }] of Object.entries(object.responses)) {
        for (const [code, { value }] of Object.entries(content?.['application/problem+json']?.examples ?? {})) {
          expect(description).toContain(`\`${code}\``);
          expect({ name, ...value }).toMatchObject({
            name,
            type: `/problems/${code}`,
            code,
            status: Number(status),
            title: expect.stringMatching(/\w/),
            detail: expect.stringMatching(/\.$/),
            requestId: expect.stringMatching(/^[\w-]{36}$/),
            ...(code === 'validation-failed'
              ? { errors: [{ pointer: expect.stringMatching(/^\//), detail: expect.stringMatching(/\.$/) }] }
              : {}),
            ...(code === 'permission-denied' && access?.kind === 'permission'
              ? { requiredPermission: access.permission }
              : {}),
          });
        }
      }
    }
  });

  it('takes no other properties than those it names, and says so', () => {
    for (const { name, object } of operations) {
      const media = object.requestBody?.content['application/json'];
      if (!media) continue;
      const schema = resolve(media.schema, document.components.schemas);
      expect({ [name]: schema.additionalProperties }).toEqual({ [name]: false });
    }
  });
});

describe('every example of a body', () => {
  it('is as its schema says, also of a form with a file', () => {
    for (const { name, object } of operations) {
      for (const { example, schema } of Object.values(object.requestBody?.content ?? {})) {
        expect({ [name]: misfits(example, schema, document.components.schemas) }).toEqual({ [name]: [] });
      }
    }
  });
});

describe('every call', () => {
  it('succeeds when it is sent as it is shown, and answers exactly what is documented', async () => {
    for (const operation of operations) {
      const { client, path, body } = await prepareCall(operation, fixture);
      const answer = await client.call(operation.method, `/${path}`, body === undefined ? {} : { body });
      if (NEEDS_STRIPE.includes(operation.name)) {
        expect(answer).toMatchObject({ status: 409, body: { code: 'stripe-not-configured' } });
        continue;
      }
      if (operation.name === NEEDS_NO_ORGANIZATIONS) {
        expect(answer).toMatchObject({ status: 409, body: { code: 'database-not-empty' } });
        continue;
      }
      const { status, text, headers } = answer;
      expect({ [operation.name]: status < 300, text: status < 300 ? '' : text }).toEqual({
        [operation.name]: true,
        text: '',
      });
      const { type, media } = success(operation, status);
      expect({ [operation.name]: headers.get('content-type')?.split(';')[0] ?? null }).toEqual({
        [operation.name]: type,
      });
      if (!media || type !== 'application/json') continue;
      expect({ [operation.name]: misfits(answer.body, media.schema, document.components.schemas) }).toEqual({
        [operation.name]: [],
      });
      if (Array.isArray(answer.body.data)) {
        expect({ [operation.name]: answer.body.data }).not.toEqual({ [operation.name]: [] });
      }
    }
  });

  it('takes the example of every filter', async () => {
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      for (const parameter of operation.object.parameters ?? []) {
        const { name } = parameter;
        // A cursor is only ever taken from an answer.
        if (parameter.in !== 'query' || name === 'cursor') continue;
        const value = encodeURIComponent(exampleOfParameter(parameter) ?? '');
        const { status } = await callerOf(operation, fixture).get(`/${fill(operation, fixture.ids)}?${name}=${value}`);
        expect({ call: operation.name, name, value, status }).toEqual({
          call: operation.name,
          name,
          value,
          status: 200,
        });
      }
    }
  });
});
