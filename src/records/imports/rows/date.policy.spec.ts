import { detectDateOrder, readInstant } from './date.policy.js';

describe('a day or time', () => {
  it.each([
    ['2026-07-01T09:00:00+02:00', '2026-07-01T09:00:00+02:00'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-7-1 09:00', '2026-07-01T07:00:00.000Z'],
    ['2026-07-01T09:00:30', '2026-07-01T07:00:30.000Z'],
    ['1.7.2026', '2026-06-30T22:00:00.000Z'],
    ['01.07.2026, 09:00', '2026-07-01T07:00:00.000Z'],
    ['7/31/2026', '2026-07-30T22:00:00.000Z'],
    ['31/7/2026 9:05', '2026-07-31T07:05:00.000Z'],
    ['7/31/2026 12:00 AM', '2026-07-30T22:00:00.000Z'],
    ['7/31/2026, 1:30:05 pm', '2026-07-31T11:30:05.000Z'],
    ['7/7/2026', '2026-07-06T22:00:00.000Z'],
  ])('%j is read in local time', (text, instant) => {
    expect(readInstant(text, 'Europe/Berlin', null)).toEqual({ instant });
  });

  it('is read in the order of its column, and refused where that is not known', () => {
    expect(readInstant('1/2/2026', 'UTC', 'day first')).toEqual({ instant: '2026-02-01T00:00:00.000Z' });
    expect(readInstant('1/2/2026', 'UTC', 'month first')).toEqual({ instant: '2026-01-02T00:00:00.000Z' });
    expect(readInstant('1/2/2026', 'UTC', null)).toEqual({ refusal: expect.stringContaining('not clear') as unknown });
  });

  it.each([
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '31.2.2026',
    '2026-07-01 25:00',
    '7/31/2026 13:00 PM',
    '2026-07-01 9',
  ])('%j is refused', (text) => {
    expect(readInstant(text, 'UTC', null)).toEqual({ refusal: expect.stringContaining('2026-11-24') as unknown });
  });

  it('has the order that any of its column shows, unless they contradict each other', () => {
    expect(detectDateOrder(['1/2/2026', '', '2026-01-01', '3/31/2026'])).toBe('month first');
    expect(detectDateOrder(['1/2/2026', '31/3/2026 09:00'])).toBe('day first');
    expect(detectDateOrder(['1/2/2026', '2/1/2026'])).toBeNull();
    expect(detectDateOrder(['31/1/2026', '1/31/2026'])).toBeNull();
  });
});
