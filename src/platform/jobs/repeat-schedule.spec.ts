import { checkSchedule, lastRunTime, scheduledRunId, runTimeOfJob } from './repeat-schedule.js';

describe('a repeatable schedule', () => {
  it('gives a scheduled run the same ID everywhere', () => {
    expect(scheduledRunId('trim', 60_000)).toBe(scheduledRunId('trim', 60_000));
    expect(scheduledRunId('trim', 60_000)).not.toBe(scheduledRunId('trim', 120_000));
    expect(scheduledRunId('trim', 60_000)).not.toBe(scheduledRunId('renew', 60_000));
  });

  it('knows the scheduled run that was due last', () => {
    expect(lastRunTime({ every: 60_000 }, 179_999)).toBe(120_000);
    expect(lastRunTime({ every: 60_000 }, 180_000)).toBe(180_000);
    expect(lastRunTime({ cron: '0 3 * * *' }, 180_000)).toBeNull();
  });

  it("parses the scheduled run from Bull's job ID", () => {
    expect(runTimeOfJob('repeat:0123456789abcdef0123456789abcdef:1790000000000')).toBe(1_790_000_000_000);
    expect(runTimeOfJob('018f-1')).toBeNull();
    expect(runTimeOfJob(7)).toBeNull();
  });

  it.each([0, 999, 86_400_001, 1_000.5])('refuses every %d ms', (every) => {
    expect(() => {
      checkSchedule('trim', { every });
    }).toThrow('every');
  });

  it('refuses a name that Bull would parse wrongly', () => {
    expect(() => {
      checkSchedule('a:b', { every: 1_000 });
    }).toThrow('colon');
  });
});
