import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

describe('an internal error', () => {
  it('tells the operator the use case, the statement and the constraint, and the caller only the request ID', async () => {
    const { owner, path } = await world.organization();
    await world.database.admin.query(
      `alter table lead add constraint lead_of_this_test check (name not like 'Refused%') not valid`,
    );
    const { status, body } = await owner.post(`${path}/leads`, { name: 'Refused Person' });
    expect([status, body.code]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(body)).not.toMatch(/lead_of_this_test|insert/);
    const line = await waitFor('the line in the log', () =>
      world.service
        .output()
        .split('\n')
        .find((text) => text.includes(`"${body.requestId as string}"`) && text.includes('A request failed.')),
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      route: '/api/v1/organizations/{organizationId}/leads',
      useCase: expect.stringMatching(/^\w+\.create$/),
      error: { code: '23514', statementName: 'insert into lead', constraint: 'lead_of_this_test', table: 'lead' },
    });
    expect(line).not.toContain('Refused Person');
  });
});
