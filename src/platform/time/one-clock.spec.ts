import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOfDay, spanOfDays, startOfDay } from './day-span.js';

/** Migrations fill old rows once, before the service of their version runs. */
const SOURCES = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !file.startsWith(join('src', 'migrations')));

/**
 * SQL by which Postgres converts between times and local times: by a zone, by a session's zone, or by the day of an instant.
 */
const CONVERSIONS = [
  /at\s+time\s+zone\s+(?!'UTC')/i,
  /\btimezone\s*\(\s*['$:]/i,
  /::date\b|::timestamp\b(?!tz)/i,
  /set\s+(local\s+)?time\s*zone/i,
];

describe('one clock: local times are computed by Node only, and SQL gets instants', () => {
  it('finds the sources', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
  });

  it.each(CONVERSIONS)('no statement has %s', (conversion) => {
    expect(SOURCES.filter((file) => conversion.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  // As abbreviations in Postgres these have no daylight saving; as zones they have.
  it.each([
    ['CET', '2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['MET', '2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['EET', '2026-07-01', '2026-06-30T21:00:00.000Z'],
    ['WET', '2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['CET', '2026-01-01', '2025-12-31T23:00:00.000Z'],
    ['WET', '2026-01-01', '2026-01-01T00:00:00.000Z'],
  ])('in %s the day %s begins at %s', (timezone, day, instant) => {
    expect(startOfDay(day, timezone)).toBe(instant);
  });

  it.each(['0000-01-01', '0001-01-01', '0001-01-02', '9999-12-31'])(
    'the first and last days can be parsed by Postgres: %s',
    (day) => {
      for (const timezone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'UTC']) {
        for (const instant of [startOfDay(day, timezone), endOfDay(day, timezone)]) {
          expect(instant).toMatch(/^(-?infinity|(?!0000)\d{4}-.*Z)$/);
        }
      }
    },
  );

  it('a span includes its last day', () => {
    expect(spanOfDays('2026-03-29', '2026-03-29', 'Europe/Berlin')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      until: '2026-03-29T22:00:00.000Z',
    });
  });
});
