import {
  refusalOfAnswer,
  refusalOfResend,
  refusalOfRevoke,
  statusNow,
  type InvitationStatus,
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
  ])('stored as %s with its time over: %s, is %s', (stored, hasExpired, now) => {
    expect(statusNow(stored, hasExpired)).toBe(now);
  });
});

describe('accepting or declining', () => {
  it.each<[InvitationStatus, string | null, number | null]>([
    ['pending', null, null],
    ['accepted', 'invitation-used', 410],
    ['revoked', 'invitation-revoked', 410],
    ['declined', 'invitation-declined', 410],
    ['expired', 'invitation-expired', 410],
  ])('one that is %s, by whom it is for: %s', (status, code, answer) => {
    const refusal = refusalOfAnswer(status, { ownsAddress: true });
    expect([refusal?.code ?? null, refusal?.status ?? null]).toEqual([code, answer]);
  });

  it.each(STATUSES)('one that is %s, by somebody else: they learn nothing of how it stands', (status) => {
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
