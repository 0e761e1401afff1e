import fc from 'fast-check';
import { Problem } from '../../platform/http/problem.js';
import { changesOf, applyChange, type Settings } from './settings.policy.js';

const BEFORE: Settings = {
  name: 'Acme',
  slug: 'acme',
  currency: 'EUR',
  timezone: 'UTC',
  fiscalYearStartMonth: 1,
  monthlyTarget: { amount: 100, currency: 'EUR' },
  quarterlyTarget: null,
  monthlyReport: true,
};

describe('changing the settings', () => {
  it('leaves everything as it was when nothing is given', () => {
    expect(applyChange(BEFORE, {})).toEqual(BEFORE);
    expect(changesOf(BEFORE, applyChange(BEFORE, {}))).toEqual({});
  });

  it('keeps a default target in its old currency when the currency changes', () => {
    const after = applyChange(BEFORE, { currency: 'USD' });
    expect(after.monthlyTarget).toEqual({ amount: 100, currency: 'EUR' });
    expect(changesOf(BEFORE, after)).toEqual({ currency: { from: 'EUR', to: 'USD' } });
  });

  it('sets a target in the new currency', () => {
    const after = applyChange(BEFORE, { currency: 'USD', revenueTargets: { monthly: { amount: 7 } } });
    expect(after.monthlyTarget).toEqual({ amount: 7, currency: 'USD' });
  });

  it('removes a target with null and keeps the other', () => {
    const after = applyChange(BEFORE, { revenueTargets: { monthly: null } });
    expect(after.monthlyTarget).toBeNull();
    expect(after.quarterlyTarget).toBeNull();
  });

  it('refuses a target in another currency', () => {
    expect(() => applyChange(BEFORE, { revenueTargets: { monthly: { amount: 7, currency: 'USD' } } })).toThrow(Problem);
  });

  it('changes exactly what is given', () => {
    const change = fc.record(
      { name: fc.string(), timezone: fc.string(), fiscalYearStartMonth: fc.integer(), monthlyReport: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, (given) => {
        expect(applyChange(BEFORE, given)).toEqual({ ...BEFORE, ...given });
      }),
    );
  });
});
