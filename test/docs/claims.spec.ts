import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSIONS } from '../../src/access/permissions.policy.js';
import { MAX_API_KEYS } from '../../src/identity/api-keys/api-key.policy.js';
import { MAILS_PER_HOUR } from '../../src/invitation/invitation.policy.js';
import { STREAMS_AT_ONCE } from '../../src/offboarding/reassignment/reassignment-events.js';
import { CONCURRENT_UPLOADS } from '../../src/platform/http/concurrency-limiter.js';
import { LIMITS } from '../../src/platform/http/rate-limiter.js';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const sources = ['src', 'scripts', 'test', 'bench', 'deploy', '.ci', 'web/src'].map(textOfFolder).join('\n');
const document = JSON.parse(readFileSync(join(process.env['TEST_FOLDER'] ?? '', 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { responses: object }>>;
};
const routes = Object.entries(document.paths).flatMap(([path, calls]) =>
  Object.keys(calls).map((method) => ({ method: method.toUpperCase(), segments: path.split('/') })),
);

/** Prefixes of variables that other programs read. */
const FOREIGN = /^(PG|NODE_|npm_|COMPOSE_|AWS_|LC_)/;

describe.each(PAGES)('what %s says', (page) => {
  const text = readFileSync(page, 'utf8');
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inner = '']) => inner);

  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names variables that something reads', () => {
    const named = code.flatMap((inner) => inner.match(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?==|$)/g) ?? []);
    const unread = named.filter((name) => !FOREIGN.test(name) && !sources.includes(name));
    expect(unread).toEqual([]);
  });

  it('names permissions of the matrix', () => {
    const named = code.filter((inner) => /^(?!node:)[a-z]+:[a-z]+$/.test(inner));
    expect(named.filter((name) => !(PERMISSIONS as readonly string[]).includes(name))).toEqual([]);
  });

  it('names problems that are answered', () => {
    const named = [...text.matchAll(/\b4\d\d:? `([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
  });

  it('names calls of the API', () => {
    const named = code.filter((inner) => /^(GET|POST|PUT|PATCH|DELETE) (O\b|\/api\/v1\/)/.test(inner));
    expect(named.filter((call) => !isCall(call))).toEqual([]);
  });
});

describe('the limits of docs/api.md are those of the code', () => {
  const text = readFileSync('docs/api.md', 'utf8');

  it.each([
    ['requests a minute of a person', `${LIMITS.credential.quota.toLocaleString('en')} per person or API key`],
    ['requests a minute of an organization', `${LIMITS.organization.quota.toLocaleString('en')} per organization`],
    ['requests a minute without sign-in', `${LIMITS.address.quota.toLocaleString('en')} per network address`],
    ['uploads at once', `${CONCURRENT_UPLOADS.perCaller} uploads`],
    ['streams at once', `${STREAMS_AT_ONCE.perCaller} streams of reassignments`],
    ['mails an hour', `${MAILS_PER_HOUR} per organization and per person`],
    ['API keys', `${MAX_API_KEYS} (409 \`api-key-limit-reached\`)`],
  ])('%s', (_what, stated) => {
    expect(text).toContain(stated);
  });
});

function isCall(call: string): boolean {
  const [method, address = ''] = call.split(' ');
  const path = address.replace(/[?{]?\?.*$/, '').replace(/^O(?=\/|$)/, '/api/v1/organizations/{id}');
  const segments = path.split('/');
  const isSame = (expected: string, segment: string): boolean =>
    expected.startsWith('{') || expected === segment || (segment === '{kind}' && /^(leads|deals)/.test(expected));
  return routes.some(
    (route) =>
      route.method === method &&
      route.segments.length === segments.length &&
      route.segments.every((expected, index) =>
        isSame(expected.replace(/\.csv$/, ''), (segments[index] ?? '').replace(/\.csv$/, '')),
      ),
  );
}

function textOfFolder(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ name }) => !name.endsWith('.png'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('\n');
}
