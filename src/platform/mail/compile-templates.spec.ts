import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileTemplate, compileTemplates, readParts } from './compile-templates.mjs';

const document = (body: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;

describe('compiling email templates', () => {
  it('writes each one to the same place, with its placeholders untouched', async () => {
    const root = mkdtempSync(join(tmpdir(), 'templates-'));
    try {
      mkdirSync(join(root, 'src/a/b'), { recursive: true });
      writeFileSync(join(root, 'src/a/b/hello.mjml'), document('<mj-text>Hello {{name}}</mj-text>'));
      writeFileSync(join(root, 'src/a/other.txt'), 'no template');
      const written = await compileTemplates(join(root, 'src'), join(root, 'dist'));
      expect(written).toEqual([join(root, 'dist/a/b/hello.html')]);
      expect(readFileSync(join(root, 'dist/a/b/hello.html'), 'utf8')).toContain('Hello {{name}}');
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('inserts the parts that emails share, which are not emails themselves', async () => {
    const root = mkdtempSync(join(tmpdir(), 'templates-'));
    try {
      mkdirSync(join(root, 'src/a'), { recursive: true });
      writeFileSync(join(root, 'src/a/greeting.part.mjml'), '<mj-text>Hello {{name}}</mj-text>');
      const letter = document('<!-- part: greeting --><mj-text>Bye</mj-text>');
      writeFileSync(join(root, 'src/letter.mjml'), letter);
      expect(await compileTemplates(join(root, 'src'), join(root, 'dist'))).toEqual([join(root, 'dist/letter.html')]);
      expect(readFileSync(join(root, 'dist/letter.html'), 'utf8')).toMatch(/Hello \{\{name\}\}[^]*Bye/);
      expect([...(await readParts(join(root, 'src'))).keys()]).toEqual(['greeting']);
      await expect(compileTemplate(letter, 'x.mjml')).rejects.toThrow('x.mjml: the part greeting does not exist');
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('refuses unknown elements', async () => {
    await expect(compileTemplate(document('<mj-nonsense />'), 'x.mjml')).rejects.toThrow();
  });

  it('refuses to include another file', async () => {
    await expect(compileTemplate(document('<mj-include path="/etc/hosts" />'), 'x.mjml')).rejects.toThrow('x.mjml');
  });

  it.each(['<mj-image src="https://example.com/x.png" />', '<mj-text><img src=//example.com/x></mj-text>'])(
    'refuses %s, which is fetched when the email is opened',
    async (body) => {
      await expect(compileTemplate(document(body), 'x.mjml')).rejects.toThrow(
        'x.mjml: an email must not load anything',
      );
    },
  );
});
