import { gzipSync } from 'node:zlib';
import type { Client } from '../support/client.js';
import { NAMES_OF_OBJECTS, NO_OBJECTS, UNREADABLE } from './support/bad-bodies.js';
import {
  callerOf,
  createApiFixture,
  countRows,
  errorsLogged,
  type ApiFixture,
  type Ids,
} from './support/api-fixture.js';
import { contractScope } from './support/contract-matrix.js';
import { exampleOfParameter, fill, loadDocument, operationsOf, thingOf, type Operation } from './support/operations.js';
import { hangUp, send, type Reply, type Sent } from './support/send.js';

const UNKNOWN_ORGANIZATION = '019ab970-aaaa-7aaa-8aaa-aaaaaaaaaaaa';

let fixture: ApiFixture;
let operations: Operation[];
let rowsBefore: Record<string, number>;
beforeAll(async () => {
  fixture = await createApiFixture();
  operations = operationsOf(await loadDocument(fixture.anonymous));
  rowsBefore = await countRows(fixture);
});
afterAll(async () => {
  hangUp();
  await fixture.world.stop();
});

interface Attempt extends Sent {
  readonly client?: Client;
  readonly ids?: Ids;
  readonly query?: string;
}

/** The call as its document shows it, by whom it is for and with ids of things that are there, but for what the test changes. */
function attempt(operation: Operation, { client, ids, query = '', ...sent }: Attempt = {}): Promise<Reply> {
  const path = `${fill(operation, { ...fixture.ids, ...ids })}${query}`;
  const example = operation.exampleBody ? { body: JSON.stringify(operation.exampleBody) } : {};
  return send(client ?? callerOf(operation, fixture), operation.method, path, { ...example, ...sent });
}

type OperationFilter = (operation: Operation) => boolean;
const everyOperation: OperationFilter = () => true;
const withAccessRule: OperationFilter = ({ access }) => access !== null;
const ofOrganization: OperationFilter = ({ access }) => access?.kind === 'permission';
const takesJson: OperationFilter = ({ takesOtherBody }) => !takesOtherBody;
const ofThing: OperationFilter = (operation) => thingOf(operation) !== null;
const ofPeriod: OperationFilter = ({ pathParameters }) => pathParameters.includes('period');

/** Tries it on every such call and compares all the answers at once, so that a failure names the calls. */
async function each(filter: OperationFilter, answer: string, make: (operation: Operation) => Attempt): Promise<void> {
  const chosen = operations.filter(filter);
  expect(chosen).not.toEqual([]);
  const replies: Record<string, string> = {};
  for (const operation of chosen) {
    const { status, code, pointer } = await attempt(operation, make(operation));
    const pointerText = answer.includes(' /') || answer.endsWith(' ') ? ` ${pointer ?? 'without pointer'}` : '';
    replies[operation.name] = `${status} ${code ?? ''}${pointerText}`;
  }
  expect(replies).toEqual(Object.fromEntries(chosen.map(({ name }) => [name, answer])));
}

/** Ids in a path: of nothing that exists. The organization's stays where it is checked before anything else. */
function unknownIds({ access, pathParameters }: Operation, value: string): Ids {
  const names = pathParameters.filter((name) => name !== 'organizationId' || access?.kind === 'superadmin');
  return Object.fromEntries(names.map((name) => [name, value] as const));
}

describe('a request that cannot be read', () => {
  it.each(UNREADABLE)('%s: %s, before anyone is asked who they are', async (_, answer, sent) => {
    await each(takesJson, answer, () => ({ ...sent, client: fixture.anonymous }));
  });

  it('NUL in the address: 400, before anyone is asked who they are', async () => {
    await each(everyOperation, '400 malformed-request', () => ({ client: fixture.anonymous, query: '?q=a%00b' }));
    await each(
      ({ pathParameters }) => pathParameters.length > 0,
      '400 malformed-request',
      (operation) => ({
        client: fixture.anonymous,
        ids: { ...unknownIds(operation, 'a%00b'), organizationId: 'a%00b' },
      }),
    );
  });

  it('an address that is not UTF-8: 400', async () => {
    await each(
      ({ pathParameters }) => pathParameters.length > 0,
      '400 malformed-request',
      (operation) => ({ ids: { ...unknownIds(operation, '%E0%A4%A'), organizationId: '%E0%A4%A' } }),
    );
  });
});

describe('the order of answers', () => {
  const unknownQuery = '?colour=red';

  it('401 before 404 and before 422', async () => {
    await each(withAccessRule, '401 unauthenticated', (operation) => ({
      client: fixture.invalidToken,
      ids: { ...unknownIds(operation, 'no-id'), organizationId: UNKNOWN_ORGANIZATION },
      query: unknownQuery,
      ...(operation.takesOtherBody ? {} : { body: '{"colour":"red"}' }),
    }));
  });

  it('404 organization-not-found before 403, before 422 and before what else is not found', async () => {
    for (const organizationId of [UNKNOWN_ORGANIZATION, fixture.foreignIds['organizationId'] ?? '', 'no-id', '%20']) {
      await each(ofOrganization, '404 organization-not-found', (operation) => ({
        client: fixture.roles.viewer,
        ids: { ...unknownIds(operation, 'no-id'), organizationId },
        query: unknownQuery,
        ...(operation.takesOtherBody ? {} : { body: '{"colour":"red"}' }),
      }));
    }
  });

  it('403 before 422 and before what else is not found', async () => {
    const viewerMayNot: OperationFilter = ({ access }) =>
      access?.kind === 'permission' && contractScope(access.permission, 'viewer') === null;
    await each(viewerMayNot, '403 permission-denied', (operation) => ({
      client: fixture.roles.viewer,
      ids: unknownIds(operation, 'no-id'),
      query: unknownQuery,
      ...(operation.takesOtherBody ? {} : { body: '{"colour":"red"}' }),
    }));
  });

  it('422 before the thing in the path is looked for', async () => {
    await each(ofThing, '422 validation-failed /colour', (operation) => ({
      ids: unknownIds(operation, 'no-id'),
      query: unknownQuery,
    }));
  });
});

describe('what a call does not know', () => {
  it('is refused in the query, with its pointer', async () => {
    await each(everyOperation, '422 validation-failed /colour', () => ({ query: '?colour=red' }));
    await each(everyOperation, '422 validation-failed /colour', () => ({ query: '?colour=red&colour=blue' }));
    await each(everyOperation, '422 validation-failed /a~1b~0c', () => ({ query: '?a/b~c=1' }));
  });

  it('is refused in the body, with its pointer', async () => {
    const body = ({ exampleBody }: Operation) => JSON.stringify({ ...exampleBody, colour: 'red' });
    await each(takesJson, '422 validation-failed /colour', (operation) => ({ body: body(operation) }));
    await each(takesJson, '422 validation-failed /colour', (operation) => ({
      body: gzipSync(body(operation)),
      headers: { 'content-type': 'Application/JSON; charset=UTF-8', 'content-encoding': 'gzip' },
    }));
  });

  it.each(NAMES_OF_OBJECTS)('is refused also when it is called %s', async (name) => {
    await each(takesJson, `422 validation-failed /${name}`, ({ exampleBody }) => ({
      body: `{"${name}":{"role":"owner"},${JSON.stringify(exampleBody ?? {}).slice(1)}`.replace(',}', '}'),
    }));
    await each(everyOperation, `422 validation-failed /${name}`, () => ({ query: `?${name}=1` }));
  });

  it.each(NO_OBJECTS)('a body %s, where an object is due or nothing, is refused as a whole', async (body) => {
    await each(takesJson, '422 validation-failed ', () => ({ body }));
  });

  it('a parameter with the same value twice is refused', async () => {
    for (const operation of operations) {
      for (const parameter of operation.object.parameters ?? []) {
        const { name } = parameter;
        if (parameter.in !== 'query') continue;
        const value = encodeURIComponent(exampleOfParameter(parameter) ?? 'x');
        const { status, pointer } = await attempt(operation, { query: `?${name}=${value}&${name}=${value}` });
        expect({ call: operation.name, status, pointer }).toEqual({
          call: operation.name,
          status: 422,
          pointer: `/${name}`,
        });
      }
    }
  });
});

describe('an id in the path', () => {
  const NO_IDS = [
    'no-id',
    '%20',
    '1',
    '0'.repeat(36),
    "'; select 1 --",
    '..%2f..',
    '019ab970-ffff-7fff-bfff-ffffffffffff',
  ];

  it.each(NO_IDS)('%s, which is none or of nothing: the thing is not found', async (value) => {
    for (const operation of operations.filter((one) => ofThing(one) && !ofPeriod(one))) {
      const { status, code } = await attempt(operation, { ids: unknownIds(operation, encodeURI(value)) });
      const expected = `404 ${thingOf(operation) ?? ''}-not-found`;
      expect({ [operation.name]: `${status} ${code ?? ''}` }).toEqual({ [operation.name]: expected });
    }
  });

  it.each([...NO_IDS, '2026-13', '2026-1', 'FY2027-Q5', 'FY27-Q1', 'fy2027-q1'])(
    '%s, which is not a period: 422',
    async (value) => {
      await each(ofPeriod, '422 validation-failed /period', () => ({ ids: { period: encodeURI(value) } }));
    },
  );

  it('of a period that has no target: the target is not found', async () => {
    const ends: OperationFilter = (one) => ofPeriod(one) && one.method === 'DELETE';
    await each(ends, '404 revenue-target-not-found', () => ({ ids: { period: 'FY2031-Q3' } }));
  });

  it('of another organization: the thing is not found', async () => {
    for (const operation of operations.filter((one) => ofThing(one) && !ofPeriod(one) && ofOrganization(one))) {
      const { organizationId: _, ...things } = fixture.foreignIds;
      const { status, code } = await attempt(operation, { ids: things });
      const expected = `404 ${thingOf(operation) ?? ''}-not-found`;
      expect({ [operation.name]: `${status} ${code ?? ''}` }).toEqual({ [operation.name]: expected });
    }
  });
});

describe('an id of another organization in a body or a parameter', () => {
  it('is refused with its pointer', async () => {
    for (const operation of operations) {
      for (const name of Object.keys(operation.exampleBody ?? {}).filter((one) => one in fixture.foreignIds)) {
        const own = Object.keys(operation.exampleBody ?? {}).filter((one) => one in fixture.ids);
        const ids = Object.fromEntries(
          own.map((one) => [one, one === name ? fixture.foreignIds[one] : fixture.ids[one]]),
        );
        const body = JSON.stringify({ ...operation.exampleBody, ...ids });
        const { status, pointer } = await attempt(operation, { body });
        expect({ [operation.name]: status, pointer }).toEqual({ [operation.name]: 422, pointer: `/${name}` });
      }
    }
    const { path } = fixture.organization;
    const removal = `/api/v1${path}/members/${fixture.ids['membershipId'] ?? ''}?reassignTo=${fixture.foreignIds['membershipId'] ?? ''}`;
    expect(await send(fixture.roles.owner, 'DELETE', removal)).toMatchObject({ status: 422, pointer: '/reassignTo' });
  });
});

describe('an address or a method that no one answers', () => {
  it.each([
    ['GET', '/api/v1/nothing'],
    ['GET', '/api/v2/me'],
    ['GET', '/nothing'],
    ['DELETE', '/api/v1/me'],
    ['PROPFIND', '/api/v1/me'],
  ])('%s %s: 404 not-found', async (method, path) => {
    expect(await send(fixture.roles.owner, method, path)).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('none of all this', () => {
  it('wrote anything', async () => {
    expect(await countRows(fixture)).toEqual(rowsBefore);
  });

  it('was an error of ours', () => {
    expect(errorsLogged(fixture)).toEqual([]);
  });
});
