import { createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import { contractScope } from '../access/support/contract-matrix.js';
import { fill, loadDocument, operationsOf, type Operation } from '../access/support/operations.js';
import type { Answer, Client } from '../support/client.js';
import type { AssignableRole } from '../support/world.js';

/** What needs a person (contract, section 3, and what only people are and pay). */
const PERSONS_ONLY = ['assistant:use', 'billing:manage', 'organization:delete', 'apikeys:manage', 'ownership:transfer'];
/** What a person chooses for themselves, or is told. */
const PERSONAL = ['/email-preferences', '/notifications', '/notifications/read', '/stream'];
const LET_THROUGH = 'let through';

let fixture: ApiFixture;
let operations: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  operations = operationsOf(await loadDocument(fixture.anonymous)).filter(({ access }) => access !== null);
});
afterAll(() => fixture.world.stop());

function expected({ access, path }: Operation, role: AssignableRole): string {
  if (PERSONAL.some((end) => path.endsWith(end))) return '403 permission-denied';
  if (access?.kind === 'signed-in') return '403 permission-denied';
  if (access?.kind === 'superadmin') return '404 not-found';
  const permission = access?.permission ?? '';
  const may = !PERSONS_ONLY.includes(permission) && contractScope(permission, role) !== null;
  return may ? LET_THROUGH : `403 permission-denied ${permission}`;
}

function outcomeOf({ status, body, text }: Answer): string {
  const { code = '', requiredPermission } = (body ?? {}) as { code?: string; requiredPermission?: string };
  if (status >= 500) return `${status} ${text}`;
  if (code === 'permission-denied') return [status, code, requiredPermission].filter(Boolean).join(' ');
  return ['unauthenticated', 'organization-not-found', 'not-found'].includes(code) ? `${status} ${code}` : LET_THROUGH;
}

async function callAll(caller: Client, ids = fixture.ids): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const operation of operations) {
    // Whose record it is asks for another permission: the record's own tests are about that.
    const { ownerId: _owner, ...example } = operation.exampleBody ?? {};
    const body = operation.exampleBody ? { body: example } : {};
    outcomes[operation.name] = outcomeOf(await caller.call(operation.method, `/${fill(operation, ids)}`, body));
  }
  return outcomes;
}

async function keyOf(role: AssignableRole): Promise<{ key: string; id: string }> {
  const { owner, path } = fixture.organization;
  return (await owner.post(`${path}/api-keys`, { name: `The ${role}`, role })).body as { key: string; id: string };
}

describe('an API key at every route', () => {
  it.each(['viewer', 'member', 'admin'] as const)(
    'of role %s gets what the matrix gives, and nothing of a person',
    async (role) => {
      const { key } = await keyOf(role);
      const says = Object.fromEntries(operations.map((one) => [one.name, expected(one, role)]));
      expect(Object.values(says)).toEqual(
        expect.arrayContaining([LET_THROUGH, '403 permission-denied', '404 not-found']),
      );
      expect(await callAll(fixture.world.bearer(key))).toEqual(says);
      expect(errorsLogged(fixture)).toEqual([]);
    },
  );

  it('of another organization finds nothing below this one', async () => {
    const { key } = await keyOf('admin');
    const outcomes = await callAll(fixture.world.bearer(key), fixture.foreignIds);
    const below = operations.filter(({ access }) => access?.kind === 'permission').map(({ name }) => name);
    for (const name of below) expect([name, outcomes[name]]).toEqual([name, '404 organization-not-found']);
  });

  it('that was revoked is refused everywhere', async () => {
    const { key, id } = await keyOf('admin');
    await fixture.organization.owner.delete(`${fixture.organization.path}/api-keys/${id}`);
    for (const ids of [fixture.ids, fixture.foreignIds]) {
      const outcomes = await callAll(fixture.world.bearer(key), ids);
      expect(new Set(Object.values(outcomes))).toEqual(new Set(['401 unauthenticated']));
    }
  });
});
