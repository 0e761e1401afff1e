import { assembleCast, errorsLogged, type Cast } from '../access/support/cast.js';
import { contractScope } from '../access/support/contract-matrix.js';
import { fill, loadDocument, operationsOf, type Operation } from '../access/support/operations.js';
import type { Answer, Client } from '../support/client.js';
import type { AssignableRole } from '../support/world.js';

/** What needs a person (contract, section 3, and what only people are and pay). */
const PERSONS_ONLY = ['assistant:use', 'billing:manage', 'organization:delete', 'apikeys:manage', 'ownership:transfer'];
const LET_THROUGH = 'let through';

let cast: Cast;
let operations: Operation[];
beforeAll(async () => {
  cast = await assembleCast();
  operations = operationsOf(await loadDocument(cast.nobody)).filter(({ access }) => access !== null);
});
afterAll(() => cast.world.stop());

function expected({ access }: Operation, role: AssignableRole): string {
  if (access?.kind === 'signed-in') return '403 permission-denied';
  if (access?.kind === 'superadmin') return '404 not-found';
  const permission = access?.permission ?? '';
  const may = !PERSONS_ONLY.includes(permission) && contractScope(permission, role) !== null;
  return may ? LET_THROUGH : `403 permission-denied ${permission}`;
}

function verdict({ status, body, text }: Answer): string {
  const { code = '', requiredPermission } = (body ?? {}) as { code?: string; requiredPermission?: string };
  if (status >= 500) return `${status} ${text}`;
  if (code === 'permission-denied') return [status, code, requiredPermission].filter(Boolean).join(' ');
  return ['unauthenticated', 'organization-not-found', 'not-found'].includes(code) ? `${status} ${code}` : LET_THROUGH;
}

async function walk(caller: Client, ids = cast.ids): Promise<Record<string, string>> {
  const verdicts: Record<string, string> = {};
  for (const operation of operations) {
    // Whose record it is asks for another permission: the record's own tests are about that.
    const { ownerId: _owner, ...example } = operation.exampleBody ?? {};
    const body = operation.exampleBody ? { body: example } : {};
    verdicts[operation.name] = verdict(await caller.call(operation.method, `/${fill(operation, ids)}`, body));
  }
  return verdicts;
}

async function keyOf(role: AssignableRole): Promise<{ key: string; id: string }> {
  const { owner, path } = cast.organization;
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
      expect(await walk(cast.world.bearer(key))).toEqual(says);
      expect(errorsLogged(cast)).toEqual([]);
    },
  );

  it('of another organization finds nothing below this one', async () => {
    const { key } = await keyOf('admin');
    const verdicts = await walk(cast.world.bearer(key), cast.foreignIds);
    const below = operations.filter(({ access }) => access?.kind === 'permission').map(({ name }) => name);
    for (const name of below) expect([name, verdicts[name]]).toEqual([name, '404 organization-not-found']);
  });

  it('that was revoked is refused everywhere', async () => {
    const { key, id } = await keyOf('admin');
    await cast.organization.owner.delete(`${cast.organization.path}/api-keys/${id}`);
    for (const ids of [cast.ids, cast.foreignIds]) {
      const verdicts = await walk(cast.world.bearer(key), ids);
      expect(new Set(Object.values(verdicts))).toEqual(new Set(['401 unauthenticated']));
    }
  });
});
