import { adjust, balanceOf, changePlan } from '../../billing/credits/credits.policy.js';
import type { UserId } from '../../platform/ids/ids.js';
import { demoAddress } from '../demo-accounts.js';
import { addChat } from './chat-rows.js';
import type { CreditChange } from './ledger-draft.js';
import type { OrganizationDraft } from './organization-draft.js';
import { actorOf, canOwnRecords, memberNamed, REMOVED_PERSON, type AccountDrafts, type Member } from './people.js';

/** Who runs the platform; not a member. */
export function superadmin(book: AccountDrafts, createdAt: Date): { id: UserId; name: string } {
  const { userId, name } = book.add('Robin Vale', createdAt, demoAddress('superadmin'));
  return { id: userId, name };
}

/** The plan was chosen on the first day; later the platform gave some credits. */
export function billingSteps(
  draft: OrganizationDraft,
  owner: Member,
  platform: { id: UserId; name: string },
): CreditChange[] {
  const { facts, time } = draft;
  const target = { kind: 'subscription', id: facts.id, name: facts.name } as const;
  const [chosenAt, givenAt] = [new Date(facts.createdAt.getTime() + 7_200_000), time.daysAgo(75)];
  const reason = 'Thank you for testing the new report.';
  const actor = { kind: 'superadmin', ...platform } as const;
  draft.record(chosenAt, {
    action: 'subscription.plan_changed',
    actor: actorOf(owner),
    target,
    changes: { plan: { from: 'free', to: 'enterprise' } },
  });
  return [
    { at: chosenAt, actor: actorOf(owner), change: (account) => changePlan(account, 'enterprise', null) },
    {
      at: givenAt,
      actor,
      reason,
      change: (account) => adjust(account, 2_500),
      onChanged: (before, after) => {
        const balance = { from: balanceOf(before), to: balanceOf(after) };
        const changes = { balance, reason: { from: null, to: reason } };
        draft.record(givenAt, { action: 'credits.adjusted', actor, target, changes });
      },
    },
  ];
}

/** Conversations of the people who are looked around as, and of some others; those of a removed member are archived. */
export function chats(draft: OrganizationDraft, members: readonly Member[]): CreditChange[] {
  const jonas = memberNamed(members, REMOVED_PERSON);
  const known = ['Olivia Hart', 'Adrian Novak', 'Mia Lindgren'].map((name) => memberNamed(members, name));
  const of = (owner: Member, days: readonly number[]) => days.map((daysAgo) => ({ owner, daysAgo }));
  const all = [
    ...known.flatMap((owner) => of(owner, [0.2, 6, 21, 64, 150])),
    ...of(jonas, [9, 40, 118]),
    ...members.slice(7, 25).flatMap((owner, n) => (canOwnRecords(owner) ? of(owner, [2 + n * 15]) : [])),
  ];
  return all.flatMap((chat, number) => addChat(draft, { ...chat, number }));
}
