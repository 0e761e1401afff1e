import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { CreditThresholds } from '../billing/credits/credits-used.event.js';
import { PaymentFailures } from '../billing/subscription/payment-failed.event.js';
import { SeatOverruns } from '../billing/seats/seat-limit-exceeded.event.js';
import { newId } from '../platform/ids/ids.js';
import { idField, OutboxDispatcher, messageOf, organizationJobKind } from '../platform/jobs/index.js';
import type { NewNotice } from './notice.js';
import { NOTICE_MAIL_QUEUE } from './notices.queues.js';

export const NOTICE_MAIL = organizationJobKind(NOTICE_MAIL_QUEUE, 'send-notice', { noticeId: idField<string>() });

/** Notices to the owner or another recipient, enqueued in the transaction of their cause. */
@Injectable()
export class Notices implements OnModuleInit {
  constructor(
    private readonly dispatcher: OutboxDispatcher,
    private readonly payments: PaymentFailures,
    private readonly seats: SeatOverruns,
    private readonly credits: CreditThresholds,
  ) {}

  onModuleInit(): void {
    this.payments.on((tx, { graceEndsAt }) =>
      this.enqueueNotice(tx, {
        kind: 'payment-failed',
        facts: { graceEndsAt },
        occasion: graceEndsAt,
        staleAt: graceEndsAt,
      }),
    );
    // It is sent each time that it happens, so every event is an occasion of its own.
    this.seats.on((tx, facts) =>
      this.enqueueNotice(tx, { kind: 'seats-over', facts, occasion: newId(), staleAt: null }),
    );
    this.credits.on((tx, facts) =>
      this.enqueueNotice(tx, {
        kind: facts.percent === 80 ? 'credits-80' : 'credits-100',
        facts,
        occasion: facts.periodStartedAt,
        staleAt: facts.periodEndsAt,
      }),
    );
  }

  /** Enqueues an email, unless one was enqueued for the same occasion before. */
  async enqueueNotice(tx: TenantTransaction, { kind, facts, occasion, staleAt, to }: NewNotice): Promise<void> {
    const [notice] = await tx.query<{ id: string }>(
      `insert into notice (organization_id, id, kind, occasion, facts, status, stale_at, recipient_id)
       values ($1, $2, $3, $4, $5, 'queued', coalesce($6::timestamptz, clock_timestamp() + interval '7 days'), $7)
       on conflict (organization_id, kind, occasion) do nothing returning id`,
      [tx.organizationId, newId(), kind, occasion, JSON.stringify(facts), staleAt, to ?? null],
    );
    if (!notice) return;
    this.dispatcher.enqueue(tx, messageOf(NOTICE_MAIL, { noticeId: notice.id }));
  }
}
