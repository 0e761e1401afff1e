import { errorCode, errorFrames, reasonCode } from './error-code.js';

describe('the stored part of an error', () => {
  it('is its name and code', () => {
    const refused = Object.assign(new Error('connect to ada@example.com'), { code: 'ECONNREFUSED' });
    expect(errorCode(refused)).toBe('Error:ECONNREFUSED');
    expect(errorCode(new TypeError('token clz_123'))).toBe('TypeError');
  });

  it('has nothing that could quote user input', () => {
    const odd = Object.assign(new Error('x'), { name: 'ada@example.com', code: 'email to ada@example.com failed' });
    expect(errorCode(odd)).toBe('Error');
    expect(errorCode('ada@example.com')).toBe('Error');
    expect(reasonCode('ada@example.com refused')).toBe('retry');
    expect(reasonCode('smtp-451')).toBe('smtp-451');
  });

  it('has the stack without the message', () => {
    const frames = errorFrames(new Error('first line\nsecond line of ada@example.com'));
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.join()).not.toContain('ada@');
  });
});
