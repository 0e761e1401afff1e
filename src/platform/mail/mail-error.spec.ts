import { classifyMailError, PermanentMailError, RefusedMailError, TemporaryMailError } from './mail-error.js';

const failure = (code: string, command: string, responseCode?: number): Error =>
  Object.assign(new Error('550 <grace@acme.example>: no such user'), {
    code,
    command,
    ...(responseCode === undefined ? {} : { responseCode }),
  });

describe('an email that was not sent', () => {
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
  ])('is refused permanently by %s %s %s', (code, command, responseCode) => {
    expect(classifyMailError(failure(code, command, responseCode))).toBeInstanceOf(PermanentMailError);
  });

  it.each([
    ['EENVELOPE', 'RCPT TO', 450],
    ['EENVELOPE', 'RCPT TO', 421],
    ['EMESSAGE', 'DATA', 451],
    ['ETIMEDOUT', 'CONN', undefined],
    ['ESOCKET', 'CONN', undefined],
    ['ETLS', 'CONN', undefined],
    ['EDNS', 'CONN', undefined],
  ])('is still due after %s %s %s', (code, command, responseCode) => {
    expect(classifyMailError(failure(code, command, responseCode))).toBeInstanceOf(TemporaryMailError);
  });

  it.each([
    ['EENVELOPE', 'RCPT TO', 503],
    ['EENVELOPE', 'RCPT TO', 530],
    ['EENVELOPE', 'MAIL FROM', 550],
    ['EENVELOPE', 'MAIL FROM', 530],
    ['EAUTH', 'AUTH PLAIN', 535],
    ['EAUTH', 'AUTH PLAIN', 550],
    ['ECONNECTION', 'CONN', 554],
  ])('is still due, and needs the operator, after %s %s %s', (code, command, responseCode) => {
    expect(classifyMailError(failure(code, command, responseCode))).toBeInstanceOf(RefusedMailError);
  });

  const replied = (response: string, command = 'RCPT TO'): Error =>
    Object.assign(failure('EENVELOPE', command, Number(response.slice(0, 3))), { response });

  it.each([
    '550 5.4.5 Daily user sending quota exceeded',
    '554 5.7.1 <grace@acme.example>: Relay access denied',
    '550-5.7.26 Unauthenticated email from acme.example is not accepted due to domain policy',
    '550 5.7.0 Mail relay denied',
    '554 5.3.2 System not accepting network messages',
    '552 5.3.4 Message too big for system',
    '550 5.4.1 Recipient address rejected: Access denied',
    '550 4.7.1 Try another day',
    '501 5.1.7 Bad sender address syntax',
    '553 5.1.8 Sender address does not exist',
    '550 5.5.1 Send EHLO first',
  ])('needs the operator by its enhanced status: %s', (response) => {
    expect(classifyMailError(replied(response))).toBeInstanceOf(RefusedMailError);
  });

  it.each([
    '550 5.1.1 <grace@acme.example>: Recipient address rejected: User unknown',
    '550 5.1.2 Bad destination system address',
    '550 5.1.6 Mailbox has moved',
    '550 5.1.10 Recipient not found',
    '550 5.2.1 The mailbox is disabled',
    '552 5.2.2 Mailbox full',
    '554 5.6.0 Message content rejected',
    '550 5.0.0 No',
    '550 No such user here',
    '550 5.7 is not an enhanced status',
  ])('is a permanent error of the recipient or the message by its enhanced status: %s', (response) => {
    expect(classifyMailError(replied(response))).toBeInstanceOf(PermanentMailError);
  });

  it.each(['450 4.7.1 Greylisted', '451 4.3.0 Try later', '421 4.7.0 Too many', '452 4.2.2 Mailbox full'])(
    'is deferred: %s',
    (response) => {
      expect(classifyMailError(replied(response))).toBeInstanceOf(TemporaryMailError);
    },
  );

  it('says the enhanced status among its codes', () => {
    expect(classifyMailError(replied('550 5.4.5 Quota')).message).toBe('EENVELOPE 550 5.4.5 RCPT TO');
  });

  it.each([null, undefined, 'text', new Error('x'), { code: 5 }, { code: 'a <grace@acme.example>' }])(
    'is still due after the unknown %p',
    (error) => {
      const classified = classifyMailError(error);
      expect(classified).toBeInstanceOf(TemporaryMailError);
      expect(classified.message).toBe('EUNKNOWN');
    },
  );

  it('has codes only, never the message of the server or an address', () => {
    const classified = classifyMailError(failure('EENVELOPE', 'RCPT TO', 550));
    expect(classified.message).toBe('EENVELOPE 550 RCPT TO');
    expect(classified.stack).not.toContain('grace');
    expect(JSON.stringify(classified)).not.toContain('grace');
    expect(classified.cause).toBeUndefined();
  });
});
