import { inlineMarkdown } from './inline-markdown';

describe('the formatting of a message', () => {
  it('is bold, italic, code and headings', () => {
    expect(inlineMarkdown('See **Fleet 12** and *Harbour* in `deals`.')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'bold', text: 'Fleet 12' },
      { kind: 'text', text: ' and ' },
      { kind: 'italic', text: 'Harbour' },
      { kind: 'text', text: ' in ' },
      { kind: 'code', text: 'deals' },
      { kind: 'text', text: '.' },
    ]);
    expect(inlineMarkdown('## Deals\nTwo')).toEqual([
      { kind: 'bold', text: 'Deals' },
      { kind: 'text', text: '\nTwo' },
    ]);
  });

  it.each([
    '2 * 3 * 4',
    'a ** b ** c',
    '<b>x</b>',
    '[x](javascript:alert(1))',
    'snake*case*name',
    '#12',
    '',
    '`',
    '**',
  ])('leaves %p as it is', (text) => {
    expect(
      inlineMarkdown(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
