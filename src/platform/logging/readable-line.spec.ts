import { readableLine } from './readable-line.js';

const TIME = '2026-11-30T10:20:30.400Z';
const line = (fields: object): string => readableLine(`${JSON.stringify({ level: 'info', time: TIME, ...fields })}\n`);
const [, minutes = ''] = /(\d\d:\d\d) /.exec(line({ msg: 'x' })) ?? [];

describe('a line of the log on a terminal', () => {
  it('begins with the time of day here', () => {
    const here = new Date(TIME);
    expect(line({ msg: 'Stopping.' })).toBe(`${String(here.getHours()).padStart(2, '0')}:${minutes} Stopping.\n`);
  });

  it('of a request names its method, route, status and time, and no id', () => {
    const request = { method: 'GET', route: '/api/v1/me', status: 200, milliseconds: 13.6, principal: 'user:1' };
    expect(line({ msg: 'request', requestId: 'an-id-of-it', ...request })).toMatch(
      /^\S+ GET \/api\/v1\/me 200 14 ms\n$/,
    );
  });

  it('of a refused request also names the problem and the id by which its other lines are found', () => {
    const request = { method: 'GET', route: 'unknown', status: 404, milliseconds: 0.2, problem: 'not-found' };
    expect(line({ msg: 'request', requestId: 'an-id-of-it', ...request })).toMatch(
      /^\S+ GET \(unknown path\) 404 1 ms not-found \(request an-id-of-it\)\n$/,
    );
  });

  it('of a warning says so, and shows its fields behind it', () => {
    expect(line({ level: 'warn', msg: 'Redis does not answer', error: 'ECONNREFUSED', attempt: 2 })).toMatch(
      /^\S+ WARN Redis does not answer error=ECONNREFUSED attempt=2\n$/,
    );
  });

  it('of an error stays one line with a place', () => {
    const err = { type: 'TypeError', message: 'x is\nundefined', stack: 'TypeError: x\n    at f (a.js:1:2)\n    at g' };
    expect(line({ level: 'error', msg: 'A request failed.', requestId: 'an-id-of-it', err })).toMatch(
      /^\S+ ERROR A request failed. TypeError: x is undefined at f \(a.js:1:2\) \(request an-id-of-it\)\n$/,
    );
  });

  it('is left out where it only serves to find faults', () => {
    expect(line({ level: 'debug', msg: 'jobs closed' })).toBe('');
  });

  it('sends no command to the terminal', () => {
    expect(line({ msg: 'a\u001b[2Jb\u0007' })).toMatch(/^\S+ a \[2Jb \n$/);
  });

  it('that is not one of ours stays as it is', () => {
    expect(readableLine('plain\n')).toBe('plain\n');
  });
});
