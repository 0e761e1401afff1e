import fc from 'fast-check';
import { axisFor, abbreviateNumber } from './chart.policy.js';
import { allowBreaks } from './printed-text.policy.js';

describe('the axis of the chart', () => {
  it('includes the highest value, with few ticks at round numbers from 0', () => {
    const highest = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(highest, fc.constantFrom('EUR', 'JPY', 'KWD'), (most, currency) => {
        const axis = axisFor(most, currency);
        if (!axis) throw new Error('An axis was expected.');
        // With space for the line of a target.
        expect(axis.top).toBeGreaterThan(most * 1.04);
        expect(axis.top).toBeLessThanOrEqual(most * 4);
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(5);
        expect(axis.ticks.at(0)).toEqual({ label: '0', share: 0 });
        expect(axis.ticks.at(-1)?.share).toBe(1);
        expect(new Set(axis.ticks.map(({ label }) => label)).size).toBe(axis.ticks.length);
        for (const { label } of axis.ticks) expect(label.length).toBeLessThan(8);
      }),
    );
  });

  it('is null when all values are 0', () => {
    expect(axisFor(0, 'EUR')).toBeNull();
  });

  it.each([
    [3_100_000, ['0', '10 k', '20 k', '30 k', '40 k']],
    [1_000_000, ['0', '5 k', '10 k', '15 k']],
    [1, ['0', '0.005', '0.01', '0.015']],
    [90_000_000_000, ['0', '250 M', '500 M', '750 M', '1 B']],
  ])('of %i cents is labelled %j', (highest, labels) => {
    expect(axisFor(highest, 'EUR')?.ticks.map(({ label }) => label.replace('\u00a0', ' '))).toEqual(labels);
  });

  it('writes trillions', () => {
    expect(abbreviateNumber(90_071_992_547_409)).toBe('90.072\u00a0T');
  });
});

describe('a long word', () => {
  it('may break anywhere', () => {
    expect(allowBreaks('Dr Wolfeschlegelsteinhausen')).toBe(
      `Dr ${Array.from('Wolfeschlegelsteinhausen').join('\u200b')}`,
    );
  });

  it('breaks after its hyphens only, where that is enough', () => {
    expect(allowBreaks('Waldenburg-Schillingsfürst')).toBe('Waldenburg-Schillingsfürst');
    expect(allowBreaks('Anna-Wolfeschlegelsteinhausen')).toBe(
      `Anna-${Array.from('Wolfeschlegelsteinhausen').join('\u200b')}`,
    );
  });

  it.each([
    'Ada Lovelace',
    'क्षत्रियक्षत्रियक्षत्रियक्षत्रिय',
    'محمدمحمدمحمدمحمدمحمدمحمد',
    '田中田中田中田中田中田中田中田中田中田中',
  ])('does not when it is short, or its letters join: %s', (text) => {
    expect(allowBreaks(text)).toBe(text);
  });
});
