import type { ApiFixture } from '../../access/support/api-fixture.js';
import { contractScope, type RoleName } from '../../access/support/contract-matrix.js';
import { loadDocument, operationsOf, type Operation } from '../../access/support/operations.js';
import { NEEDS_STRIPE, prepareCall } from '../../openapi/support/prepared-calls.js';
import type { Answer, Client } from '../../support/client.js';

/** A call that changes something in an organization, ready to be sent by anyone to any organization. */
export interface Write {
  readonly operation: Operation;
  readonly permission: string;
  readonly send: (client: Client, organizationId: string) => Promise<Answer>;
}

/** Every call below an organization that changes something, from the document (a preview is sent by POST, for its file); each can succeed in the fixture's organization. */
export async function writesOf(fixture: ApiFixture): Promise<Write[]> {
  const operations = operationsOf(await loadDocument(fixture.anonymous)).filter(
    ({ access, method, name }) =>
      access?.kind === 'permission' && method !== 'GET' && !NEEDS_STRIPE.includes(name) && !name.endsWith('/preview'),
  );
  const writes: Write[] = [];
  for (const operation of operations) writes.push(await toWrite(operation, fixture));
  return writes;
}

export function isAllowed({ permission }: Write, role: RoleName): boolean {
  return contractScope(permission, role) !== null;
}

async function toWrite(operation: Operation, fixture: ApiFixture): Promise<Write> {
  const { path, body } = await prepareCall(operation, fixture);
  const send = (client: Client, organizationId: string): Promise<Answer> =>
    client.call(operation.method, `/${path.replace(/organizations\/[^/?]+/, `organizations/${organizationId}`)}`, {
      ...(body === undefined ? {} : { body }),
    });
  return { operation, permission: operation.access?.kind === 'permission' ? operation.access.permission : '', send };
}
