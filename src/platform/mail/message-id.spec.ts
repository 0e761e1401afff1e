import { messageIdOf } from './message-id.js';

const SEND = '0197f3c2-7d1e-7c11-9d2a-3f6b1c2d4e5f';

describe('the Message-ID of a send', () => {
  it.each([
    ['Organization Management <no-reply@mail.example>', `<${SEND}@mail.example>`],
    ['no-reply@localhost', `<${SEND}@localhost>`],
    ['Somebody', `<${SEND}@app.example>`],
  ])('of %p is %s', (from, expected) => {
    expect(messageIdOf(SEND, from, 'https://app.example:8443')).toBe(expected);
  });

  it.each(['', 'a b', 'a>\r\nBcc: x', 'a@b'])('refuses the send id %p', (sendId) => {
    expect(() => messageIdOf(sendId, 'a@b.example', 'https://app.example')).toThrow(RangeError);
  });
});
