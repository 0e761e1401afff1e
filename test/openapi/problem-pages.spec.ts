import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDocument, operationsOf } from '../access/support/operations.js';
import { technicalIn, wrongInFieldDetail } from '../support/plain-detail.js';
import { World } from '../support/world.js';
import { fieldDetailsOfSource } from './support/field-details.js';

const HTML = { headers: { accept: 'text/html' } };
const JSON_TYPE = { headers: { accept: 'application/json' } };
const ESCAPED: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
};

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** Every code that the source declares. */
function codesOfSource(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  const texts = files.map((file) => readFileSync(join('src', file), 'utf8'));
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/defineProblem\(\{\s*code: '([a-z0-9-]+)'/g)].map(([, code = '']) => code),
  );
  const declared = texts.join('').match(/= defineProblem\(/g) ?? [];
  // None is declared in a way that the line above does not see.
  expect(codes.length).toBe(declared.length);
  return codes;
}

async function codesOfDocument(): Promise<string[]> {
  const operations = operationsOf(await loadDocument(world.anonymous));
  const contents = operations.flatMap(({ object }) => Object.values(object.responses).map(({ content }) => content));
  return contents.flatMap((content) => Object.keys(content?.['application/problem+json']?.examples ?? {}));
}

function unescape(html: string): string {
  return html.replace(/&[#\w]+;/g, (entity) => ESCAPED[entity] ?? entity);
}

describe('the page of a problem', () => {
  it('is there for every code in the source and in the document', async () => {
    const codes = codesOfSource();
    expect(codes.length).toBeGreaterThan(25);
    expect(codes).toEqual(expect.arrayContaining(await codesOfDocument()));
    for (const code of codes) {
      const page = await world.anonymous.get(`//problems/${code}`, HTML);
      expect({ code, status: page.status, type: page.headers.get('content-type') }).toEqual({
        code,
        status: 200,
        type: 'text/html; charset=utf-8',
      });
    }
  });

  it('says the same in HTML and in JSON, with nothing left to escape', async () => {
    for (const code of codesOfSource()) {
      const { body } = await world.anonymous.get(`//problems/${code}`, JSON_TYPE);
      expect(body).toEqual({
        type: `/problems/${code}`,
        code,
        status: expect.any(Number),
        title: expect.stringMatching(/^[A-Z].*[^.]$/),
        detail: expect.stringMatching(/^[A-Z].*\.$/),
        ...('hint' in body ? { hint: expect.stringMatching(/\.$/) } : {}),
      });
      const { text } = await world.anonymous.get(`//problems/${code}`, HTML);
      const shown = (element: RegExp) => element.exec(text)?.[1] ?? '';
      for (const raw of [shown(/<title>(.*?)<\/title>/s), shown(/<h1>(.*?)<\/h1>/s)]) {
        expect(raw).not.toMatch(/[<>"]|&(?!\w+;|#\d+;)/);
        expect(unescape(raw)).toBe(body.title);
      }
      const detail = shown(/status \d{3}<\/p>\n<p>(.*?)<\/p>/s);
      expect(detail).not.toMatch(/[<>"]|&(?!\w+;|#\d+;)/);
      expect(unescape(detail)).toBe(body.detail);
      expect(text.includes('For programs: ')).toBe('hint' in body);
    }
  });

  it('says in "detail" what people need, and what only programs can use in "hint"', async () => {
    for (const code of codesOfSource()) {
      const { body } = await world.anonymous.get(`//problems/${code}`, JSON_TYPE);
      expect({ code, technical: technicalIn(body.detail as string) }).toEqual({ code, technical: null });
    }
    const { body } = await world.anonymous.get('/me');
    expect(body).toMatchObject({
      detail: 'You are not signed in, or your session has ended. Sign in again.',
      hint: 'Send a valid token in the header "Authorization: Bearer …".',
    });
  });

  it('is held to the same words for the errors of single fields', () => {
    const details = fieldDetailsOfSource();
    expect(details.length).toBeGreaterThan(80);
    const wrong = details.flatMap(({ file, detail }) => {
      const reason = wrongInFieldDetail(detail);
      return reason === null ? [] : [{ file, detail, reason }];
    });
    expect(wrong).toEqual([]);
  });

  it('is what the type of a real problem leads to', async () => {
    const { body } = await world.anonymous.get('/me');
    const { status, text } = await world.anonymous.get(`/${String(body.type)}`, HTML);
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining(body.title as string) });
  });

  it('is linked from the list of all problems', async () => {
    const { text } = await world.anonymous.get('//problems', HTML);
    const { body } = await world.anonymous.get('//problems', JSON_TYPE);
    const codes = (body.data as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(codesOfSource().sort());
    expect(codes.filter((code) => !text.includes(`<a href="/problems/${code}">`))).toEqual([]);
  });

  it.each(['no-such-code', '__proto__', 'constructor', '%3Cscript%3E', 'a%00b'])(
    'is not there for %s',
    async (code) => {
      const { status, headers, text } = await world.anonymous.get(`//problems/${code}`, HTML);
      expect({ status, type: headers.get('content-type') }).toEqual({ status: 404, type: 'application/problem+json' });
      expect(text).not.toContain('<script>');
    },
  );
});
