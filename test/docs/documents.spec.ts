import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { matrixAsMarkdown } from '../../src/access/permissions.policy.js';
import { PAGES } from '../console/support/console-pages.js';

const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Every word of the code, its settings and the packages that it depends on. */
const WORDS_OF_CODE = new Set(
  ['src', 'web/src', 'test', 'scripts', 'bench']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((name) => /\.(ts|tsx|mjs|css|sql)$/.test(name) && !name.includes('node_modules'))
    .filter((name) => name !== join('test', 'docs', 'documents.spec.ts'))
    .concat('package.json', 'docker-compose.yml', 'knip.jsonc', 'tsconfig.json', 'jest.config.mjs', 'eslint.config.mjs')
    .flatMap((name) => readFileSync(name, 'utf8').match(/\w+/g) ?? []),
);

describe('the documents', () => {
  it("show the code's own role matrix", () => {
    const matrix = /<!-- matrix -->\n([\s\S]*?)\n<!-- \/matrix -->/.exec(readFileSync('README.md', 'utf8'))?.[1];
    expect(matrix).toBe(matrixAsMarkdown());
  });

  it('show a picture of every page of the console', () => {
    const text = readFileSync('docs/console.md', 'utf8');
    expect(PAGES.map(({ name }) => name).filter((name) => !text.includes(`(images/console/${name}.png)`))).toEqual([]);
  });

  it.each(FILES)('point to what exists: %s', (file) => {
    const text = readFileSync(file, 'utf8');
    expect(linksOf(text).filter((link) => !exists(file, text, link))).toEqual([]);
  });

  // The page of dependencies names functions of packages.
  it.each(FILES.filter((file) => file !== join('docs', 'dependencies.md')))(
    'name classes, types and functions that exist: %s',
    (file) => {
      const named = [
        ...readFileSync(file, 'utf8').matchAll(/`([A-Z][a-z]\w*|[a-z]+[A-Z]\w*)(?:\.([a-z]\w*))?(?:\([^`]*\))?`/g),
      ];
      const unknown = named.flatMap(([, name = '', member]) => [name, ...(member ? [member] : [])]);
      expect(unknown.filter((name) => !WORDS_OF_CODE.has(name))).toEqual([]);
    },
  );

  it.each(FILES)('name files that exist: %s', (file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/`((?:src|test|scripts|deploy|docs|bench|web)\/[\w./-]+)`/g)];
    expect(named.map(([, path]) => path ?? '').filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** The relative links of a document, images included; what is in code is none. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`(?!\])/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

function exists(file: string, text: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : resolve(dirname(file), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  return headingsOf(path === '' ? text : readFileSync(target, 'utf8')).includes(anchor);
}

/** The anchors that GitHub gives to headings. */
function headingsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading ?? '');
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
