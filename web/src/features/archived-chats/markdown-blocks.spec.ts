import { markdownBlocks } from './markdown-blocks';

describe('the blocks of a message', () => {
  it('are its lists and the text between them', () => {
    expect(markdownBlocks('Two deals:\n\n- **Fleet 12**\n- Harbour\n  in May\n\nThen:\n3. Call\n4. Write')).toEqual([
      { kind: 'text', text: 'Two deals:' },
      { kind: 'list', first: null, items: ['**Fleet 12**', 'Harbour\nin May\n'], indent: 2 },
      { kind: 'text', text: 'Then:' },
      { kind: 'list', first: 3, items: ['Call', 'Write'], indent: 3 },
    ]);
  });

  it('has the list of an item in the item', () => {
    const [list] = markdownBlocks('- Deals\n    - Fleet 12\n    - Harbour\n- Leads');
    expect(list).toMatchObject({ items: ['Deals\n  - Fleet 12\n  - Harbour', 'Leads'] });
    expect(markdownBlocks('Deals\n  - Fleet 12\n  - Harbour')).toMatchObject([
      { text: 'Deals' },
      { items: ['Fleet 12', 'Harbour'] },
    ]);
  });

  it.each(['-12 %', '*italic*', '**bold**', '1.5 million', '- ', 'a - b', '<ul><li>x</li></ul>'])(
    'leaves %p as it is',
    (text) => {
      expect(markdownBlocks(text)).toEqual([{ kind: 'text', text }]);
    },
  );
});
