import { classifyMailError, PermanentMailError, TemporaryMailError } from './mail-error.js';

const failure = (code: string, command: string, responseCode?: number): Error =>
  Object.assign(new Error('550 <grace@acme.example>: no such user'), {
    code,
    command,
    ...(responseCode === undefined ? {} : { responseCode }),
  });

describe('a mail that was not sent', () => {
  it.each([
    ['EENVELOPE', 'RCPT TO', 501],
    ['EENVELOPE', 'RCPT TO', 550],
    ['EENVELOPE', 'RCPT TO', 551],
    ['EENVELOPE', 'RCPT TO', 553],
    ['EENVELOPE', 'RCPT TO', 556],
    ['EENVELOPE', 'DATA', 554],
    ['EMESSAGE', 'DATA', 552],
    ['EMESSAGE', 'DATA', 550],
    ['EENVELOPE', 'MAIL FROM', 552],
    ['EENVELOPE', 'API', undefined],
    ['EMESSAGE', 'MAIL FROM', undefined],
  ])('is refused for good by %s %s %s', (code, command, responseCode) => {
    expect(classifyMailError(failure(code, command, responseCode))).toBeInstanceOf(PermanentMailError);
  });

  it.each([
    ['EENVELOPE', 'RCPT TO', 450],
    ['EENVELOPE', 'RCPT TO', 421],
    ['EENVELOPE', 'RCPT TO', 503],
    ['EENVELOPE', 'RCPT TO', 530],
    ['EENVELOPE', 'MAIL FROM', 550],
    ['EENVELOPE', 'MAIL FROM', 530],
    ['EMESSAGE', 'DATA', 451],
    ['EAUTH', 'AUTH PLAIN', 535],
    ['EAUTH', 'AUTH PLAIN', 550],
    ['ECONNECTION', 'CONN', 554],
    ['ETIMEDOUT', 'CONN', undefined],
    ['ESOCKET', 'CONN', undefined],
    ['ETLS', 'CONN', undefined],
    ['EDNS', 'CONN', undefined],
  ])('is owed still after %s %s %s', (code, command, responseCode) => {
    expect(classifyMailError(failure(code, command, responseCode))).toBeInstanceOf(TemporaryMailError);
  });

  it.each([null, undefined, 'text', new Error('x'), { code: 5 }, { code: 'a <grace@acme.example>' }])(
    'is owed still after the unknown %p',
    (error) => {
      const classified = classifyMailError(error);
      expect(classified).toBeInstanceOf(TemporaryMailError);
      expect(classified.message).toBe('EUNKNOWN');
    },
  );

  it('says codes only, never the sentence of the server or an address', () => {
    const classified = classifyMailError(failure('EENVELOPE', 'RCPT TO', 550));
    expect(classified.message).toBe('EENVELOPE 550 RCPT TO');
    expect(classified.stack).not.toContain('grace');
    expect(JSON.stringify(classified)).not.toContain('grace');
    expect(classified.cause).toBeUndefined();
  });
});
