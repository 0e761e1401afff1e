import fc from 'fast-check';
import { messageOf, pauseAfter } from './live-messages';

describe('messageOf', () => {
  it('knows the events of the stream, and leaves out others', () => {
    expect(messageOf({ event: 'ready', data: '{}' })).toEqual({ kind: 'connected' });
    expect(messageOf({ event: 'resync', data: '{}' })).toEqual({ kind: 'reload' });
    expect(messageOf({ event: 'changed', data: '{"topic":"members","ids":[]}' })).toEqual({
      kind: 'changed',
      topic: 'members',
    });
    expect(messageOf({ event: 'newer', data: '{}' })).toBeNull();
  });
});

describe('pauseAfter', () => {
  it('is between a quarter of a second and thirty seconds, and at least half as long as the longest of so many failures', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const pause = pauseAfter(failures, random);
        expect(pause).toBeGreaterThanOrEqual(250);
        expect(pause).toBeLessThanOrEqual(30_000);
        expect(pause).toBeGreaterThanOrEqual(pauseAfter(failures, 1) / 2);
      }),
    );
  });
});
