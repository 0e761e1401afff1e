import type { IncomingHttpHeaders } from 'node:http';
import type { ClerkConfiguration } from '../identity-configuration.js';
import { GlobalDatabase, type GlobalTransaction } from '../../platform/database/global-database.js';
import { Inject, Injectable } from '@nestjs/common';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { z } from 'zod';
import { Problem } from '../../platform/http/problem.js';
import { OutboxDispatcher } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import { providerId } from '../webhooks/provider-id.js';
import { WebhookEvents } from '../webhooks/webhook-events.js';
import { invalidSignature } from '../webhooks/webhook.problems.js';
import { ClerkAccounts } from './clerk-accounts.js';
import { CLERK } from './clerk-api.js';
import { readClerkUser, type ClerkProfile } from './clerk-profile.js';

/** The part of an event that this service uses; everything else in it is ignored. */
type ClerkEvent =
  | { readonly kind: 'user-changed'; readonly profile: ClerkProfile }
  | { readonly kind: 'user-deleted'; readonly clerkId: string };

const SIGNED_HEADERS = ['svix-id', 'svix-timestamp', 'svix-signature'] as const;

const SENT_AT = z.object({ timestamp: z.number().int().nonnegative() });
const DELETED = z.object({ id: providerId });

/** Receives Clerk's events: signed and recent, each once, in any order. */
@Injectable()
export class ClerkWebhooks {
  constructor(
    @Inject(CLERK) private readonly clerk: ClerkConfiguration,
    private readonly globalDatabase: GlobalDatabase,
    private readonly events: WebhookEvents,
    private readonly accounts: ClerkAccounts,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** @throws 400 `invalid-signature`, also for a timestamp that is more than five minutes off */
  async receive(headers: IncomingHttpHeaders, body: Buffer): Promise<void> {
    const event = readEvent(await this.verify(headers, body));
    if (!event) return;
    const { data: eventId } = providerId.safeParse(headers['svix-id']);
    if (eventId === undefined) {
      logger.warn({ reason: 'event-id' }, 'An event of Clerk is ignored: its ID is not valid.');
      return;
    }
    const outboxIds = await this.globalDatabase.transaction(async (tx) =>
      (await this.events.recordIfNew(tx, 'clerk', eventId)) ? this.applyEvent(tx, event) : [],
    );
    this.dispatcher.dispatch(outboxIds);
    if (event.kind === 'user-deleted') await this.accounts.awaitWritesOf(event.clerkId);
  }

  private async applyEvent(tx: GlobalTransaction, event: ClerkEvent): Promise<string[]> {
    if (event.kind === 'user-deleted') return this.accounts.deleteAccount(tx, event.clerkId);
    await this.accounts.saveIn(tx, event.profile);
    return [];
  }

  private async verify(headers: IncomingHttpHeaders, body: Buffer): Promise<unknown> {
    const signed = SIGNED_HEADERS.flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    try {
      // Clerk's library takes a web `Request`; its address is not used.
      const request = new Request('https://webhook.invalid', {
        method: 'POST',
        headers: signed,
        body: body.toString(),
      });
      return await verifyWebhook(request, { signingSecret: this.clerk.webhookSigningSecret });
    } catch {
      throw new Problem(invalidSignature);
    }
  }
}

/** Null for events that are accepted and ignored: those of other types, and those of an API version that cannot be read. */
function readEvent(event: unknown): ClerkEvent | null {
  const { type, data } = event as { type: unknown; data: unknown };
  if (type === 'user.created' || type === 'user.updated') {
    const profile = readClerkUser(data);
    if (profile)
      return { kind: 'user-changed', profile: { ...profile, updatedAt: profile.updatedAt || sentAt(event) } };
  } else if (type === 'user.deleted') {
    const deleted = DELETED.safeParse(data);
    if (deleted.success) return { kind: 'user-deleted', clerkId: deleted.data.id };
  } else {
    return null;
  }
  logger.warn({ type, reason: 'unreadable' }, 'An event of Clerk could not be read and is ignored.');
  return null;
}

/** An event that does not say when the user changed at least says when it was sent. */
function sentAt(event: unknown): number {
  return SENT_AT.safeParse(event).data?.timestamp ?? 0;
}
