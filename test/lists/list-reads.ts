import { createHash } from 'node:crypto';
import { PlanLog, type ExecutedStatement } from '../support/plan-log.js';
import { SUPERADMIN, World } from '../support/world.js';
import type { Client } from '../support/client.js';
import { seedLists } from './list-seed.js';
import { page } from './support.js';

/** The size of the pages whose reads are counted, of those that lead to the middle of a list, and how many these are. */
const LIMIT = 10;
const STEP = 100;
const STEPS = 3;

/**
 * What the statements of a page may read: it is the same in a list of any length. The most is a page of members by last activity, which
 * is read for each role from three ranges of an index.
 */
const MOST_ROWS = 250;
const MOST_PAGES = 700;

/** A part of the name of one person, see the seed. */
const RARE_NAME = createHash('md5').update('777').digest('hex').slice(4, 16);

const both = (...sorts: string[]): string[] => sorts.flatMap((sort) => [`sort=${sort}`, `sort=-${sort}`]);

const NAMED = both('name', 'createdAt', 'updatedAt');

const MEMBER_FILTERS = ['status=active,removed', 'role=admin', 'role=member,viewer&status=removed'];

/** Each list, as the API's document calls its path, with its sorts and its filters. */
const LISTS: Record<string, readonly string[]> = {
  'O/members': [...both('name', 'lastActiveAt', 'joinedAt', 'removedAt', 'role'), ...MEMBER_FILTERS],
  'O/invitations': ['', 'status=pending', 'status=expired', 'status=accepted,revoked'],
  'O/leads': [...NAMED, 'ownerId=none', 'ownerId=OWNER', 'previousOwnerId=OWNER', 'status=new'],
  'O/deals': [...NAMED, ...both('amount'), 'ownerId=none', 'ownerId=OWNER', 'previousOwnerId=OWNER', 'stage=proposal'],
  'O/campaigns': [...NAMED, 'ownerId=none', 'ownerId=OWNER', 'previousOwnerId=OWNER', 'status=draft'],
  'O/sequences': [...NAMED, 'ownerId=none', 'ownerId=OWNER', 'previousOwnerId=OWNER'],
  'O/calls': both('startedAt', 'createdAt', 'updatedAt'),
  'O/automations': NAMED,
  'O/integrations': NAMED,
  'O/audit-events': ['', 'actor=OWNER', 'target=OWNER', 'action=member.removed', 'group=records'],
  'O/api-keys': ['status=active,revoked', 'status=revoked'],
  'O/billing/credits/ledger': ['', 'kind=debit'],
  'O/reassignments': [''],
  'O/notifications': [''],
  'O/conversations': ['', 'archived=true'],
  'O/conversations/{id}/messages': [''],
  'O/revenue-targets': [''],
  '/platform/users': [''],
};

/** Lists whose length is limited otherwise: one person's organizations and invitations, and what superadmins see of all organizations. */
const SHORT = ['/organizations', '/me/invitations', '/platform/organizations', 'P/members'];

/**
 * Tests that every list is read along an index, in each order: in an organization with so many rows of every kind.
 *
 * @param further more queries of a list
 */
export function testListReads(rows: number, further: Readonly<Record<string, readonly string[]>> = {}): void {
  let world: World;
  let log: PlanLog;
  let superadmin: Client;
  let owner: Client;
  let organization: string;
  let membershipId: string;

  beforeAll(async () => {
    world = await World.startOwnProcess(async (database) => {
      log = await PlanLog.start(database);
      return {};
    });
    superadmin = await world.person('Superadmin', SUPERADMIN);
    const created = await world.organization();
    ({ owner, path: organization } = created);
    const { body } = await owner.get(`${organization}/members`);
    membershipId = (body.data as { id: string }[])[0]?.id ?? '';
    await seedLists(world, created.id, rows);
    log.skip();
  }, 120_000);
  afterAll(() => world.stop());

  async function pathOf(list: string, query: string): Promise<string> {
    const id = list.includes('{id}') ? await longestConversation() : '';
    const path = list.replace(/^O/, organization).replace('{id}', id);
    return `${path}?${query.replace('OWNER', membershipId)}`;
  }

  async function longestConversation(): Promise<string> {
    const { body } = await owner.get(`${organization}/conversations?limit=1`);
    return (body.data as { id: string }[])[0]?.id ?? '';
  }

  /** Reads a page; answers its cursor, and what its statements read too much. */
  async function read(path: string, cursor: string | null, limit: number) {
    log.read();
    const client = path.startsWith('/platform') ? superadmin : owner;
    const { status, body, text } = await page(client, path, limit, cursor);
    if (status !== 200) throw new Error(text);
    return { cursor: body.nextCursor as string | null, excess: log.read().filter(isTooMuch).map(inWords) };
  }

  it.each([LISTS, further].flatMap(casesOf))(
    'reads a page of %s?%s, and one in the middle, along an index',
    async (list, query) => {
      const path = await pathOf(list, query);
      const first = await read(path, null, LIMIT);
      let { cursor } = first;
      for (let step = 0; step < STEPS && cursor; step += 1) {
        const next: string | null = (await read(path, cursor, STEP)).cursor;
        if (next === null) break;
        cursor = next;
      }
      const middle = cursor === null ? { excess: [] } : await read(path, cursor, LIMIT);
      expect({ first: first.excess, middle: middle.excess }).toEqual({ first: [], middle: [] });
    },
  );

  it('knows every list of the API', async () => {
    const { body } = await world.anonymous.get('//openapi.json');
    const paths = body.paths as Record<string, { get?: { parameters?: { name: string }[] } }>;
    const lists = Object.entries(paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) =>
        path
          .replace('/api/v1', '')
          .replace('/platform/organizations/{organizationId}', 'P')
          .replace('/organizations/{organizationId}', 'O')
          .replace(/\{\w+\}/, '{id}'),
      );
    expect(lists.sort()).toEqual([...Object.keys(LISTS), ...SHORT].sort());
  });
}

function casesOf(lists: Readonly<Record<string, readonly string[]>>): [string, string][] {
  return Object.entries(lists).flatMap(([list, queries]) => queries.map((query): [string, string] => [list, query]));
}

/** Of a long list: each sort of the members with each of their filters, and searches, which read short tables as a whole. */
export const MORE_OF_MEMBERS = [
  ...both('name', 'lastActiveAt', 'joinedAt', 'removedAt', 'role').flatMap((sort) =>
    MEMBER_FILTERS.map((filter) => `${sort}&${filter}`),
  ),
  'q=p777%40crowd',
  `q=${RARE_NAME}&status=active,removed&sort=-lastActiveAt`,
];

function isTooMuch({ text, pages, rows, wasted }: ExecutedStatement): boolean {
  return text.includes(' limit ') && (pages > MOST_PAGES || rows > MOST_ROWS || wasted > MOST_ROWS);
}

function inWords({ text, pages, rows, wasted, reads }: ExecutedStatement): string {
  return `${pages} pages, ${rows} rows, ${wasted} for nothing: ${text.slice(0, 120)} (${reads})`;
}
