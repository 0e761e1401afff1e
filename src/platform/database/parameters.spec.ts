import fc from 'fast-check';
import { bindParameters } from './parameters.js';

describe('the parameters of a statement', () => {
  it('by name get the position of their first use, casts and arrays stay', () => {
    const text = `select :id::uuid, name from t where id = :id and at > :from::timestamptz and x[1:2] = 'a:b' and kind = any(:kinds)`;
    expect(bindParameters(text, { kinds: ['a'], from: 'now', id: 7 })).toEqual({
      text: `select $1::uuid, name from t where id = $1 and at > $2::timestamptz and x[1:2] = 'a:b' and kind = any($3)`,
      values: [7, 'now', ['a']],
    });
  });

  it('by position are not touched', () => {
    expect(bindParameters('select $1, :x', [1])).toEqual({ text: 'select $1, :x', values: [1] });
  });

  it('that are missing or too many are refused', () => {
    expect(() => bindParameters('select :a', {})).toThrow(':a has no value');
    expect(() => bindParameters('select :a', { a: 1, b: 2 })).toThrow('no parameter b');
  });

  it('arrive each with its own value, however the names are ordered', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,8}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.nat()), (list, picks) => {
        const used = [...list, ...list.map(() => list[(picks.next().value as number) % list.length] ?? '')];
        const { text, values } = bindParameters(
          used.map((name) => `:${name}`).join(' , '),
          Object.fromEntries(list.map((name) => [name, `value of ${name}`])),
        );
        expect(text.split(' , ').map((position) => values[Number(position.slice(1)) - 1])).toEqual(
          used.map((name) => `value of ${name}`),
        );
      }),
    );
  });
});
