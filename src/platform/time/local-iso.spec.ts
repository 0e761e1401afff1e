import fc from 'fast-check';
import { toLocalIso } from './local-iso.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Africa/Monrovia',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
];

describe('an instant with the offset of a zone', () => {
  it.each([
    ['2026-03-29T00:59:59.999Z', 'Europe/Berlin', '2026-03-29T01:59:59.999+01:00'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29T03:00:00.000+02:00'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25T02:30:00.000+02:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25T02:30:00.000+01:00'],
    ['2026-01-01T00:00:00.000Z', 'America/St_Johns', '2025-12-31T20:30:00.000-03:30'],
    ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01T00:00:00.000+00:00'],
    ['1960-01-01T00:00:00.000Z', 'Africa/Monrovia', '1959-12-31T23:16:00.000-00:44'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(toLocalIso(instant, zone)).toBe(expected);
  });

  it('is the same instant in every zone at all times', () => {
    const instants = fc.date({ noInvalidDate: true, min: new Date('1900-01-02'), max: new Date('2150-01-01') });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
        expect(new Date(toLocalIso(instant.toISOString(), zone)).getTime()).toBe(instant.getTime());
      }),
    );
  });
});
