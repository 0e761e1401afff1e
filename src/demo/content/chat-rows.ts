import { TIERS, TIER_NAMES } from '../../assistant/answer/tiers.js';
import { debit } from '../../billing/credits/credits.policy.js';
import type { CreditChange } from './ledger-draft.js';
import { idAt, type OrganizationDraft } from './organization-draft.js';
import { actorOf, type Member } from './people.js';

interface Exchange {
  readonly question: string;
  readonly answer: string;
}

const CHATS: readonly { readonly title: string; readonly exchanges: readonly Exchange[] }[] = [
  {
    title: 'Which deals close this month?',
    exchanges: [
      {
        question: 'Which of my deals should close this month?',
        answer:
          'Four deals are in negotiation. The largest is the **Rollout for Harbor Energy**; its offer went out last week.',
      },
      {
        question: 'What should I do first?',
        answer:
          '1. Call Harbor Energy about the offer.\n2. Send Alder Foods the support contract.\n3. Close what has not moved for 60 days.',
      },
    ],
  },
  {
    title: 'Follow-up after the trade fair',
    exchanges: [
      {
        question: 'Write a short follow-up for people we met at the trade fair.',
        answer:
          'Thank you for stopping by. You asked how teams share one pipeline: here is a five-minute overview. Is Tuesday a good day for a call?',
      },
      {
        question: 'Make it a bit less formal.',
        answer: 'Great to meet you at the fair! Here is the overview I promised. Do you have 15 minutes on Tuesday?',
      },
    ],
  },
  {
    title: 'Leads without an answer',
    exchanges: [
      {
        question: 'How many leads have I not contacted yet?',
        answer: 'There are leads with the status *new* that are older than a week. The oldest came from the website.',
      },
    ],
  },
  {
    title: 'Prepare the quarterly review',
    exchanges: [
      {
        question: 'Summarize the last quarter in five points.',
        answer:
          '- Revenue is slightly above the target.\n- Most of it came from renewals.\n- Two large deals moved to this quarter.\n- Calls went up.\n- The win rate is about the same.',
      },
      {
        question: 'Which two deals moved?',
        answer: 'The **Team plan for Nimbus Robotics** and the **Annual licence for Fjord Health**.',
      },
      {
        question: 'Draft one sentence for the slide.',
        answer: 'We met the target with renewals, and two large deals give this quarter a head start.',
      },
    ],
  },
];

/** A conversation with the assistant. Returns the debits of its messages, for the ledger. */
export function addChat(
  draft: OrganizationDraft,
  { owner, daysAgo, number }: { owner: Member; daysAgo: number; number: number },
): CreditChange[] {
  const { title, exchanges } = CHATS[number % CHATS.length] ?? { title: null, exchanges: [] };
  const createdAt = draft.time.daysAgo(daysAgo);
  const id = idAt<string>(createdAt);
  const target = { kind: 'conversation', id, name: 'Conversation' } as const;
  draft.add('conversation', { id, owner_id: owner.id, title, created_at: createdAt, archived_at: owner.removedAt });
  draft.record(createdAt, { action: 'conversation.created', actor: actorOf(owner), target });
  return exchanges.map((exchange, index) => {
    // A few seconds apart, so that a chat of today is not in the future.
    const at = new Date(createdAt.getTime() + (index * 20 + 5) * 1_000);
    const tier = draft.random.pick(TIER_NAMES);
    const { credits } = TIERS[tier];
    const answerId = addExchange(draft, {
      conversationId: id,
      at,
      tier,
      credits,
      position: 2 * index + 1,
      ...exchange,
    });
    draft.record(at, {
      action: 'message.sent',
      actor: actorOf(owner),
      target,
      changes: { tier: { from: null, to: tier }, credits: { from: null, to: credits } },
    });
    const change = (account: Parameters<CreditChange['change']>[0]) => debit(account, 'assistant', credits);
    return { at, actor: actorOf(owner), key: `message:${answerId}`, change };
  });
}

interface ExchangeDraft extends Exchange {
  readonly conversationId: string;
  readonly at: Date;
  readonly tier: string;
  readonly credits: number;
  readonly position: number;
}

/** A question and its answer, two rows. Returns the ID of the answer, which is part of the debit's key. */
function addExchange(draft: OrganizationDraft, exchange: ExchangeDraft): string {
  const { conversationId, at, tier, credits, position, question, answer } = exchange;
  const common = { conversation_id: conversationId, tier, status: 'completed', created_at: at };
  draft.add('conversation_message', {
    ...common,
    id: idAt(at),
    number: position,
    role: 'user',
    content: question,
    credits: 0,
    finished_at: at,
  });
  const id = idAt<string>(at);
  const finishedAt = new Date(at.getTime() + 4_000);
  draft.add('conversation_message', {
    ...common,
    id,
    number: position + 1,
    role: 'assistant',
    content: answer,
    credits,
    finished_at: finishedAt,
  });
  return id;
}
