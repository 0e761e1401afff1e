import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSIONS } from '../../src/access/permissions.policy.js';
import { NOT_HELD, OTHER_PAGES, STATED } from './limits.js';

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

/** Tables pad their cells, and lines break anywhere. */
const plain = (text: string): string => text.replace(/^```[\s\S]*?^```$|(?<=\])\([^)\s]*\)/gm, '').replace(/\s+/g, ' ');

const COUNT =
  '(?:\\d[\\d,]*(?:\\.\\d+)?|two|three|four|five|six|seven|eight|ten|twelve|thirty|forty|fifty|hundred|thousand|million)';
const UNIT =
  '(?:ms|s|seconds?|minutes?|hours?|days?|weeks?|months?|years?|kB|MB|GB|bits?|bytes?|characters|letters|values|rows|records|' +
  'lines|uploads|previews|exports|streams|questions|credits|connections|times|rounds|attempts|jobs|invitations|per|free)';
const LIMIT = new RegExp(`\\b${COUNT}(?: |-)${UNIT}\\b`, 'gi');

describe('the limits that documents state', () => {
  it.each(STATED)('are those of the code: $page: $says', ({ page, says }) => {
    expect(plain(readFileSync(page, 'utf8'))).toContain(says);
  });

  it.each(PAGES.filter((page) => !OTHER_PAGES.test(page) && !page.includes('decisions')))(
    'are all held to the code: %s',
    (page) => {
      const text = plain(readFileSync(page, 'utf8'));
      const held = [
        ...STATED.filter((stated) => stated.page === page).flatMap(({ says }) => spansOf(text, says)),
        ...NOT_HELD.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].map(spanOf)),
      ];
      const unheld = [...text.matchAll(LIMIT)]
        .map(spanOf)
        .filter((limit) => !held.some(({ from, to }) => from < limit.to && limit.from < to));
      // A new limit goes into test/docs/limits.ts: with its constant, or with the reason why it has none.
      expect(unheld.map(({ from, to }) => text.slice(Math.max(0, from - 40), to + 20))).toEqual([]);
    },
  );
});

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(match: RegExpMatchArray): Span {
  const from = match.index ?? 0;
  return { from, to: from + match[0].length };
}

function spansOf(text: string, part: string): Span[] {
  const spans: Span[] = [];
  for (let from = text.indexOf(part); from >= 0; from = text.indexOf(part, from + 1)) {
    spans.push({ from, to: from + part.length });
  }
  return spans;
}

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
