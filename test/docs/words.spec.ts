import { load } from '../support/worker-packages/load.js';

interface Finding {
  readonly line: number;
  readonly word: string;
}

const { findingsIn, isRead } = load('../../../scripts/plain-words/scan.mjs') as {
  readonly findingsIn: (file: string, text: string) => Finding[];
  readonly isRead: (file: string) => boolean;
};

/** What the word list finds in a file of this name and text: the words, with their lines. */
function findWords(file: string, text: string): string[] {
  return findingsIn(file, text).map(({ line, word }) => `${line} ${word}`);
}

describe('the word list', () => {
  it('finds unwanted words in comments, strings and texts of pages', () => {
    const code = [
      '/** Nobody may pass. */',
      "const text = 'There whoever asks';",
      'const sql = `select 1 -- the courier`;',
      'const page = <p>Sealed anew</p>;',
    ].join('\n');
    expect(findWords('page.tsx', code)).toEqual(['1 Nobody', '2 whoever', '3 courier', '4 anew']);
  });

  it('does not look at names, paths and code in documents', () => {
    const code = "import { door } from './door.js';\nconst nobody = door('relay.owed');\n// see `src/door.ts`";
    expect(findWords('module.ts', code)).toEqual([]);
    expect(findWords('page.md', 'Use `door`.\n\n```sh\ncourier\n```\n')).toEqual([]);
  });

  it('finds whole words only, and what is not a member, but not "there is no"', () => {
    expect(
      findWords('page.md', 'A caller who is no member.\nThere is no member. Relaying, doorstep, turnstands.'),
    ).toEqual(['1 is no']);
  });

  it('reads templates and Dockerfiles, and knows the compounds and the alias of a table', () => {
    expect(findWords('mail/note.mjml', '<mj-text>Whoever reads this</mj-text>')).toEqual(['1 Whoever']);
    expect(findWords('report.typ', '= Somebody')).toEqual(['1 Somebody']);
    expect(findWords('Dockerfile', '# npm would stand in between')).toEqual(['1 stand']);
    expect(
      findWords('page.md', 'A mail, not the mail server. Texts that stand there, a stand-in, what it stands for.'),
    ).toEqual(['1 stand', '1 mail']);
    expect(findWords('query.ts', 'const sql = `select 1 from invitation_mail mail where mail.id = 1`;')).toEqual([]);
  });

  it('finds them in names that the code declares, but not in columns or in names from elsewhere', () => {
    const code = `import { heirs } from './elsewhere.js';
interface Move { readonly heirId: string; readonly departed_name: string }
const isGone = (doorway: string) => doorway === visitAll(heirs);
function visitAll(list: unknown) { return String(list); }`;
    expect(findWords('names.ts', code)).toEqual(['2 heirId', '3 isGone', '4 visitAll']);
  });

  it('is used on templates and Dockerfiles too', () => {
    const files = ['Dockerfile', 'src/invitation/mail/invitation.mjml', 'src/analytics/report/report.typ', 'README.md'];
    expect([...files, 'src/migrations/0001-house.ts'].filter(isRead)).toEqual(files);
  });
});
