import * as fc from 'fast-check';
import {
  mailboxOf,
  mailLimitReached,
  refusalOfAnswer,
  refusalOfResend,
  refusalOfRevoke,
  currentStatus,
  type InvitationStatus,
  type SentMails,
  type StoredStatus,
} from './invitation.policy.js';

const STATUSES: InvitationStatus[] = ['pending', 'accepted', 'revoked', 'declined', 'expired'];

describe('the status of an invitation', () => {
  it.each<[StoredStatus, boolean, InvitationStatus]>([
    ['pending', false, 'pending'],
    ['pending', true, 'expired'],
    ['accepted', false, 'accepted'],
    ['accepted', true, 'accepted'],
    ['revoked', false, 'revoked'],
    ['revoked', true, 'revoked'],
    ['declined', false, 'declined'],
    ['declined', true, 'declined'],
    ['expired', false, 'expired'],
    ['expired', true, 'expired'],
  ])('stored as %s, expired: %s, is %s', (stored, hasExpired, now) => {
    expect(currentStatus({ status: stored, has_expired: hasExpired })).toBe(now);
  });
});

describe('accepting or declining', () => {
  it.each<[InvitationStatus, string | null, number | null]>([
    ['pending', null, null],
    ['accepted', 'invitation-used', 410],
    ['revoked', 'invitation-revoked', 410],
    ['declined', 'invitation-declined', 410],
    ['expired', 'invitation-expired', 410],
  ])('one that is %s, by the invited person: %s', (status, code, answer) => {
    const refusal = refusalOfAnswer(status, { ownsAddress: true });
    expect([refusal?.code ?? null, refusal?.status ?? null]).toEqual([code, answer]);
  });

  it.each(STATUSES)('one that is %s, by another person: they do not learn its status', (status) => {
    expect(refusalOfAnswer(status, { ownsAddress: false })).toMatchObject({
      code: 'invitation-for-another-email',
      status: 403,
    });
  });
});

describe('resending and revoking', () => {
  it.each<[InvitationStatus, string | null]>([
    ['pending', null],
    ['expired', null],
    ['accepted', 'invitation-not-open'],
    ['revoked', 'invitation-not-open'],
    ['declined', 'invitation-not-open'],
  ])('one that is %s: %s', (status, code) => {
    expect(refusalOfResend(status)?.code ?? null).toBe(code);
    expect(refusalOfRevoke(status)?.code ?? null).toBe(code);
  });
});

describe('the limits of invitation emails', () => {
  const quiet: SentMails = { byOrganization: 0, byPerson: 0, toMailbox: 0, isKnownSender: false };

  it.each([
    [{}, null],
    [{ byOrganization: 499, byPerson: 499 }, null],
    [{ byOrganization: 500 }, 'organization'],
    [{ byPerson: 500 }, 'person'],
    [{ toMailbox: 3, isKnownSender: true }, null],
    [{ toMailbox: 4, isKnownSender: true }, 'mailbox'],
    [{ toMailbox: 4 }, null],
    [{ toMailbox: 5 }, 'mailbox'],
  ] as const)('after %j: %s', (sent, limit) => {
    expect(mailLimitReached({ ...quiet, ...sent })).toBe(limit);
  });

  it('one sender never uses up all emails to a mailbox, and all senders together never send more than five', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 }), (senders) => {
        const sent: number[] = [];
        for (const sender of senders) {
          const counts = { ...quiet, toMailbox: sent.length, isKnownSender: sent.includes(sender) };
          if (!mailLimitReached(counts)) sent.push(sender);
        }
        expect(sent.length).toBeLessThanOrEqual(5);
        for (const sender of sent) expect(sent.filter((one) => one === sender).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('the mailbox of an address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['ada+sales@example.com', 'ada@example.com'],
    ['ada+a+b@example.com', 'ada@example.com'],
    ['+ada@example.com', '+ada@example.com'],
    ['a.d.a@example.com', 'a.d.a@example.com'],
    ['a.d.a@gmail.com', 'ada@gmail.com'],
    ['a.da+x@googlemail.com', 'ada@gmail.com'],
    ['a.d.a@mail.google.com', 'a.d.a@mail.google.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
  ])('%s is %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox);
    expect(mailboxOf(mailboxOf(address))).toBe(mailbox);
  });
});
