import fc from 'fast-check';
import { printableName, type PrinterFonts } from './printable.policy.js';
import { reportFacts } from './report-facts.fixture.js';
import { reportFonts } from './report-fonts.fixture.js';
import { reportPage } from './report-page.policy.js';

let fonts: PrinterFonts;
beforeAll(() => {
  fonts = reportFonts();
});

describe('a printable name', () => {
  it.each([
    'Ada Lovelace',
    'Zoë O’Neil-Müller',
    'Дмитрий Ωmega',
    'Nguyễn Thị Hồng',
    'क्षत्रिय विश्व',
    'شركة المثال',
    'חברת דוגמה',
    '株式会社テスト',
    '田中 きょう',
    '김철수',
    '#image("/etc/passwd") $x$ *b* <b>',
    'Ada © ½ – “x” €5',
    '?',
  ])('is the name itself: %s', (name) => {
    expect(printableName(name, fonts)).toBe(name);
  });

  it.each([
    ['Ada 🚀', 'Ada'],
    ['🚀 Ada 🎉 Lovelace 👩‍👩‍👧‍👦', 'Ada Lovelace'],
    ['Ada🚀Lovelace', 'AdaLovelace'],
    ['Team 🇩🇪', 'Team'],
    ['1️⃣ First', '1 First'],
    ['𝓐𝓭𝓪', 'Ada'],
    ['Acme ใจดี', 'Acme …'],
    ['ใจดี สมชาย GmbH', '… GmbH'],
    ['ใจดี', '(name not printable)'],
    ['🚀🎉', '(name not printable)'],
  ])('of %j is %j', (name, printed) => {
    expect(printableName(name, fonts)).toBe(printed);
  });
});

it('drops an accent that no font has, and keeps its letter', () => {
  const latin: PrinterFonts = [{ has: (codePoint) => codePoint < 128 }];
  expect(printableName('Zoe\u0308 Müller', latin)).toBe('Zoe Muller');
});

describe('the page', () => {
  /** Names in every script, with anything that Unicode has. */
  const letters = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '🚀', '\u200d', '\ufe0f', 'ใ', 'é', '한', 'क्ष', '𝓐', '\u0334'),
      maxLength: 40,
    }),
  );

  it('has no text that the fonts cannot print, whatever the names are', () => {
    fc.assert(
      fc.property(
        letters,
        fc.array(letters, { maxLength: 4 }),
        letters,
        fc.boolean(),
        (name, names, product, isOwn) => {
          const onlyMember = isOwn ? (names[0] ?? null) : null;
          const page = reportPage(reportFacts('2026-11', { names, onlyMember, plan: { name } }), {
            hasLogo: false,
            product,
            fonts,
          });
          expect(boxesIn(JSON.stringify(page))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says that something is left out of a name, and only then', () => {
    const notes = (name: string) =>
      reportPage(reportFacts('2026-11', { names: [name] }), { hasLogo: false, product: 'Acme CRM', fonts }).notes;
    expect(notes('Ada 🚀').join(' ')).toContain('the CSV report has them');
    expect(notes('Ada').join(' ')).not.toContain('left out');
  });

  /** What would be a box; a break has no shape. */
  function boxesIn(text: string): string[] {
    const characters = Array.from(text.replaceAll('\u200b', ''));
    return characters.filter((character) => !fonts.some((font) => font.has(character.codePointAt(0) ?? 0)));
  }
});
