import { createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import { loadDocument, operationsOf } from '../access/support/operations.js';
import { Selection, sendOddBodies, sendOddQueries, textProperties } from './support/odd-texts.js';

let fixture: ApiFixture;
beforeAll(async () => {
  fixture = await createApiFixture();
});
afterAll(() => fixture.world.stop());

/** Every place with every odd value; `texts.spec.ts` has a part of the values for each place. */
it('each odd text, in each body and each query, does not cause an error of ours', async () => {
  const document = await loadDocument(fixture.anonymous);
  const operations = operationsOf(document);
  const bodies = await sendOddBodies(fixture, textProperties(operations, document), new Selection(1));
  expect(bodies.wrong).toEqual([]);
  const queries = await sendOddQueries(fixture, operations, new Selection(1));
  expect(queries.wrong).toEqual([]);
  expect([bodies.calls, queries.calls].every((calls) => calls > 1_000)).toBe(true);
  expect(errorsLogged(fixture)).toEqual([]);
}, 600_000);
