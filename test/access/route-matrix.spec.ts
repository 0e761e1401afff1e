import type { Answer, Client } from '../support/client.js';
import {
  createApiFixture,
  countRows,
  errorsLogged,
  recordsOf,
  type ApiFixture,
  type Ids,
} from './support/api-fixture.js';
import { accessInWords, contractAccess } from './support/contract-calls.js';
import { contractScope, ROLE_NAMES, type RoleName } from './support/contract-matrix.js';
import { fill, loadDocument, operationsOf, type Operation, requiredQuery } from './support/operations.js';
import { routesOfNest } from './support/routes.js';

type Caller = RoleName | 'stranger' | 'superadmin' | 'anonymous' | 'invalidToken';

const LET_THROUGH = 'let through';

let fixture: ApiFixture;
let operations: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  operations = operationsOf(await loadDocument(fixture.anonymous));
});
afterAll(() => fixture.world.stop());

/** What the contract says, without reading the code's own table. */
function expected({ access }: Operation, caller: Caller): string {
  if (!access) return LET_THROUGH;
  if (caller === 'anonymous' || caller === 'invalidToken') return '401 unauthenticated';
  if (access.kind === 'signed-in') return LET_THROUGH;
  if (access.kind === 'superadmin') return caller === 'superadmin' ? LET_THROUGH : '404 not-found';
  if (caller === 'stranger' || caller === 'superadmin') return '404 organization-not-found';
  return contractScope(access.permission, caller) ? LET_THROUGH : `403 permission-denied ${access.permission}`;
}

/** A refusal of one field, for want of another permission than the route's, is behind the route's own access check. */
function outcomeOf({ status, body, text }: Answer, operation?: Operation): string {
  const { code, requiredPermission } = (body ?? {}) as { code?: string; requiredPermission?: string };
  if (status >= 500) return `${status} ${text}`;
  const access = operation?.access;
  const isFieldPermission =
    access?.kind === 'permission' && contractFields(access.permission).includes(requiredPermission);
  if (code === 'permission-denied' && !isFieldPermission)
    return `${status} ${code} ${requiredPermission ?? 'without requiredPermission'}`;
  const refuses = ['unauthenticated', 'organization-not-found', 'not-found'].includes(code ?? '');
  return refuses ? `${status} ${code ?? ''}` : LET_THROUGH;
}

/** What single fields of a route take beside its own permission: the owner of a record that is another's. */
function contractFields(permission: string): (string | undefined)[] {
  return ['records:edit', 'campaigns:manage'].includes(permission) ? ['records:reassign'] : [];
}

function clientOf(caller: Caller): Client {
  return caller in fixture.roles ? fixture.roles[caller as RoleName] : fixture[caller as Exclude<Caller, RoleName>];
}

/** What superadmins do to an organization, they do here to one that no other test needs. */
function idsFor({ access }: Operation): Ids {
  return access?.kind === 'superadmin' ? fixture.foreignIds : fixture.ids;
}

function call(operation: Operation, caller: Client, ids = idsFor(operation)): Promise<Answer> {
  const path = `/${fill(operation, ids)}`;
  // What must be given is wanted by a read alone: the ends that ask for a confirmation are not to come about here.
  const query = operation.method === 'GET' ? requiredQuery(operation) : '';
  return caller.call(operation.method, `${path}${query}`, operation.exampleBody ? { body: operation.exampleBody } : {});
}

async function callAll(caller: Caller, which: (operation: Operation) => boolean): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const operation of operations.filter(which)) {
    outcomes[operation.name] = outcomeOf(await call(operation, clientOf(caller)), operation);
  }
  return outcomes;
}

function contractSays(caller: Caller, which: (operation: Operation) => boolean): Record<string, string> {
  return Object.fromEntries(operations.filter(which).map((one) => [one.name, expected(one, caller)]));
}

describe('the routes of the service', () => {
  it('are the same in Nest and in the document, none missing in either', async () => {
    const { routes } = await routesOfNest(fixture.world);
    expect(routes.length).toBeGreaterThan(20);
    expect([...routes].sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  it('are below an organization exactly where a permission is required', () => {
    const below = operations.filter(({ path }) => path.startsWith('/api/v1/organizations/{organizationId}'));
    const withPermission = operations.filter(({ access }) => access?.kind === 'permission');
    expect(below.map(({ name }) => name)).toEqual(withPermission.map(({ name }) => name));
  });
});

describe('who may call what', () => {
  it('is above every route as the contract says, route by route', () => {
    const rules = operations.map((one) => [one.name, accessInWords(one.access)] as const);
    const contract = operations.map((one) => [one.name, contractAccess(one)] as const);
    expect(Object.fromEntries(rules)).toEqual(Object.fromEntries(contract));
  });

  const refused = (caller: Caller) => (operation: Operation) => expected(operation, caller) !== LET_THROUGH;
  const allowed = (caller: Caller) => (operation: Operation) => expected(operation, caller) === LET_THROUGH;

  const outsiders = ['anonymous', 'invalidToken', 'stranger', 'superadmin'] as const;
  it.each([...outsiders, ...ROLE_NAMES])(
    'refuses the %s what the matrix does not allow, and changes nothing',
    async (caller) => {
      const before = await countRows(fixture);
      expect(await callAll(caller, refused(caller))).toEqual(contractSays(caller, refused(caller)));
      expect(await countRows(fixture)).toEqual(before);
    },
  );

  it.each([...outsiders, 'viewer', 'member', 'admin', 'owner'] as const)(
    'lets the %s through where the matrix allows it',
    async (caller) => {
      expect(await callAll(caller, allowed(caller))).toEqual(contractSays(caller, allowed(caller)));
    },
  );

  it('answers 200 to a read that is allowed', async () => {
    const reads = operations.filter((one) => one.method === 'GET' && one.access?.kind === 'permission');
    // The calls above have deleted what was there.
    const ids = { ...fixture.ids, ...(await recordsOf(fixture.organization)) };
    for (const operation of reads) {
      expect({ [operation.name]: (await call(operation, fixture.roles.owner, ids)).status }).toEqual({
        [operation.name]: 200,
      });
    }
  });

  it('lets everyone do to themselves what says so, whatever their role', async () => {
    for (const operation of operations) {
      if (operation.access?.kind !== 'permission' || !operation.access.orOneself) continue;
      for (const role of ['member', 'viewer'] as const) {
        const self = await fixture.world.member(fixture.organization, role);
        const answer = await call(operation, self, { ...fixture.ids, membershipId: self.membershipId });
        expect({ [operation.name]: outcomeOf(answer) }).toEqual({ [operation.name]: LET_THROUGH });
      }
    }
  });

  it('puts a removed member behind the access check with their next request', async () => {
    const leaver = await fixture.world.member(fixture.organization, 'admin');
    expect(
      (await fixture.roles.owner.delete(`${fixture.organization.path}/members/${leaver.membershipId}`)).status,
    ).toBe(202);
    for (const operation of operations.filter(({ access }) => access?.kind === 'permission')) {
      const answer = await call(operation, leaver);
      expect({ [operation.name]: outcomeOf(answer) }).toEqual({ [operation.name]: '404 organization-not-found' });
    }
  });

  it('answers of a deleted organization nothing but what says so, and that to anyone who may', async () => {
    const { owner, path, id } = await fixture.world.organization();
    const admin = await fixture.world.member({ owner, path }, 'admin');
    expect((await owner.delete(`${path}?confirmName=Acme%20Sales`)).status).toBe(204);
    for (const operation of operations) {
      if (operation.access?.kind !== 'permission' || operation.access.evenDeleted) continue;
      const answer = await call(operation, owner, { ...fixture.ids, organizationId: id });
      expect({ [operation.name]: outcomeOf(answer) }).toEqual({ [operation.name]: '404 organization-not-found' });
    }
    const evenDeleted = operations.filter(({ access }) => access?.kind === 'permission' && access.evenDeleted);
    expect(evenDeleted.map(({ name }) => name)).toEqual(['POST /api/v1/organizations/{organizationId}/restore']);
    for (const operation of evenDeleted) {
      const ask = async (caller: Client) => outcomeOf(await call(operation, caller, { organizationId: id }));
      expect(await ask(admin)).toBe('404 organization-not-found');
      expect(await ask(fixture.stranger)).toBe('404 organization-not-found');
      expect(await ask(owner)).toBe(LET_THROUGH);
    }
  });

  it('was not a reason for an error of ours', () => {
    expect(errorsLogged(fixture)).toEqual([]);
  });
});
