import { isSameName } from './same-name';

describe('a name that is typed to confirm', () => {
  it.each([
    ['Acme Sales', 'Acme Sales'],
    [' Acme Sales ', 'Acme Sales'],
    ['Acme Sales', 'Acme\u00a0\u2003 Sales'],
    ['acme sales', 'Acme Sales'],
    ['ACME  SALES', 'Acme Sales'],
    ['strasse', 'Stra\u00dfe'],
    ['zO\u00cb', 'Zoe\u0308'],
    ['Zo\u00eb', 'Zoe\u0308'],
    ['Zoe\u0308', 'Zo\u00eb'],
  ])('%j is %j', (typed, name) => {
    expect(isSameName(typed, name)).toBe(true);
  });

  it.each([
    ['AcmeSales', 'Acme Sales'],
    ['Zoe', 'Zo\u00eb'],
    ['', 'Acme'],
  ])('%j is not %j', (typed, name) => {
    expect(isSameName(typed, name)).toBe(false);
  });
});
