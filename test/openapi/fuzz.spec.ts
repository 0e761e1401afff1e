import fc from 'fast-check';
import { callerOf, createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import {
  fill,
  loadDocument,
  operationsOf,
  type OpenApiDocument,
  type Operation,
} from '../access/support/operations.js';
import type { Answer, Client } from '../support/client.js';
import { misfits } from './support/fits.js';
import { randomCalls, type RandomCall } from './support/random-calls.js';

/** How many calls of each route; `FUZZ_RUNS=200 npx jest test/openapi/fuzz` looks longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12);
/** Another one each day, the same all day long: a find can be looked at again with `FUZZ_SEED`. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const MARKER = 'Foreign marker 7c1d';
/** Nothing of how the service is made. */
const INNARDS = /node_modules|\.(ts|js):\d|\bat \S+ \(|\bpg_|violates|syntax error|\brelation "|QueryFailed|TypeError/;

let fixture: ApiFixture;
let document: OpenApiDocument;
let operations: Operation[];
beforeAll(async () => {
  fixture = await createApiFixture();
  document = await loadDocument(fixture.anonymous);
  operations = operationsOf(document);
  const foreign = `/organizations/${fixture.foreignIds['organizationId'] ?? ''}`;
  await fixture.stranger.patch(foreign, { name: MARKER });
  await fixture.stranger.post(`${foreign}/leads`, { name: MARKER });
});
afterAll(() => fixture.world.stop());

/** Whether the document tells of this answer, in words where it does not. */
function surprises({ object }: Operation, { status, headers, body, text }: Answer): string[] {
  const documented = object.responses[status]?.content;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  if (!object.responses[status] || status === 500) return [`status ${status} ${text}`];
  if (status >= 400) {
    if (type !== 'application/problem+json') return [`a ${status} of type ${type}`];
    const { code, detail, requestId } = body as { code: string; detail: string; requestId: string };
    const isDocumented = code in (documented?.[type]?.examples ?? {});
    return isDocumented && detail !== '' && requestId !== '' ? [] : [`${status} ${code} is not documented`];
  }
  const media = documented?.[type];
  if (!media) return status === 204 || documented === undefined ? [] : [`a ${status} of type ${type}`];
  return type === 'application/json' ? misfits(body, media.schema, document.components.schemas) : [];
}

function send(operation: Operation, client: Client, { query, body, headers }: RandomCall): Promise<Answer> {
  // What would end the organization, were it confirmed by its name.
  const pairs = query.filter(([name, value]) => name !== 'confirmName' || value !== 'Acme Sales');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  const path = `/${fill(operation, fixture.ids)}${search.size > 0 ? `?${search.toString()}` : ''}`;
  return within(client.call(operation.method, path, { headers, ...(body === undefined ? {} : { body }) }));
}

/** Nothing may make a call wait for ever. */
async function within(call: Promise<Answer>): Promise<Answer> {
  const late: Answer = { status: 0, headers: new Headers(), text: 'No answer within 20 s.', body: null };
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
  }, 20_000);
  const waited = new Promise<Answer>((resolve) => {
    patience.signal.addEventListener('abort', () => {
      resolve(late);
    });
  });
  const answer = await Promise.race([call, waited]);
  clearTimeout(timer);
  return answer;
}

it('every route answers whatever is sent to it as its document says, and tells nothing of others or of itself', async () => {
  const ids = [...Object.values(fixture.ids), ...Object.values(fixture.foreignIds)].filter((id) => id.length === 36);
  const found: unknown[] = [];
  const statuses = new Map<number, number>();
  for (const operation of operations) {
    const calls = fc.sample(randomCalls(operation, document.components.schemas, ids), { numRuns: RUNS, seed: SEED });
    const clients = [callerOf(operation, fixture), fixture.roles.member, fixture.roles.viewer];
    for (const [index, call] of calls.entries()) {
      const client = clients[index % 4] ?? callerOf(operation, fixture);
      const answer = await send(operation, client, call);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const surprising = surprises(operation, answer);
      if (INNARDS.test(answer.text)) surprising.push(`tells of its innards: ${answer.text}`);
      if (client !== fixture.superadmin && answer.text.includes(MARKER))
        surprising.push('tells of another organization');
      if (surprising.length > 0) found.push({ seed: SEED, call: operation.name, ...call, surprising });
    }
  }
  expect(found).toEqual([]);
  expect(errorsLogged(fixture)).toEqual([]);
  // Some were good: what is refused at the first look tries nothing.
  const good = [...statuses].filter(([status]) => status < 300).reduce((sum, [, calls]) => sum + calls, 0);
  expect(good).toBeGreaterThan(operations.length);
}, 600_000);
