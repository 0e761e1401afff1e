import { loadDocument, operationsOf, type OpenApiDocument } from '../access/support/operations.js';
import type { Answer } from '../support/client.js';
import { World } from '../support/world.js';
import { misfits } from './support/fits.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let document: OpenApiDocument;
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization('enterprise');
  document = await loadDocument(world.anonymous);
});
afterAll(() => world.stop());

const schemas = () => document.components.schemas;

/** Where an answer is not as the document says of this call and status. */
function misfitsOf(name: string, { status, body }: Pick<Answer, 'status' | 'body'>): string[] {
  const operation = operationsOf(document).find((one) => one.name === name);
  const media = operation?.object.responses[String(status)]?.content?.['application/json'];
  return media ? misfits(body, media.schema, schemas()) : [`${name} documents no ${status}`];
}

describe('a call that answers something else when it is asked to', () => {
  it('has a type for the counts of a preview, which come with a status of their own', async () => {
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    await owner.post(`${path}/leads`, { name: 'Lead', ownerId: member.membershipId });
    const call = 'POST /api/v1/organizations/{organizationId}/reassignments';
    const body = { from: member.membershipId, to: null };
    const preview = await owner.post(`${path}/reassignments`, { ...body, dryRun: true });
    expect({ status: preview.status, total: preview.body.total }).toEqual({ status: 200, total: 1 });
    expect(misfitsOf(call, preview)).toEqual([]);
    const reassignment = await owner.post(`${path}/reassignments`, body);
    expect(reassignment.status).toBe(202);
    expect(misfitsOf(call, reassignment)).toEqual([]);
    // Neither is taken for the other.
    expect(misfitsOf(call, { ...preview, status: 202 })).not.toEqual([]);
    expect(misfitsOf(call, { ...reassignment, status: 200 })).not.toEqual([]);
  });

  it('has a type for the deleted organizations of a list, beside that of those that are there', async () => {
    const { owner } = organization;
    const deletedOrganization = await world.organization('free', owner);
    await owner.delete(`${deletedOrganization.path}?confirmName=Acme%20Sales`);
    const call = 'GET /api/v1/organizations';
    for (const [query, type, other] of [
      ['?deleted=true', 'DeletedOrganizationDto', 'OrganizationDto'],
      ['', 'OrganizationDto', 'DeletedOrganizationDto'],
    ] as const) {
      const answer = await owner.get(`/organizations${query}`);
      expect(answer.body.data).toHaveLength(1);
      expect(misfitsOf(call, answer)).toEqual([]);
      expect(misfits(answer.body.data[0], schemas()[type] ?? {}, schemas())).toEqual([]);
      expect(misfits(answer.body.data[0], schemas()[other] ?? {}, schemas())).not.toEqual([]);
    }
  });
});
