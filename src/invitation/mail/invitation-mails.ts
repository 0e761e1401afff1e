import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem, rateLimited } from '../../platform/http/problem.js';
import { newId, type InvitationId, type OrganizationId } from '../../platform/ids/ids.js';
import { idField, OutboxDispatcher, messageOf, organizationJobKind } from '../../platform/jobs/index.js';
import { Sealer } from '../../platform/secrets/index.js';
import { mailboxOf, mailLimitReached, MAILS_PER_HOUR, type SentMails } from '../invitation.policy.js';
import { SEALED_LINKS } from './sealed-links.js';
import { INVITATION_MAIL_QUEUE } from './invitation-mail.queue.js';

export const INVITATION_MAIL = organizationJobKind(INVITATION_MAIL_QUEUE, 'send-invitation', {
  mailId: idField<string>(),
});

/** Who sends an invitation: a member, or an API key, which is counted as the person who created it. */
export interface MailSender {
  readonly membershipId: string | null;
  /** The ID of the membership or the key. */
  readonly id: string;
}

/** The counts that limit one more email to an address. */
export interface MailCounts extends SentMails {
  readonly email: string;
  readonly sender: MailSender;
}

/** The user who sends: of the membership `:membershipId`, or of the creator of the key `:keyId`. */
const SENDER = `(
  select m.user_id from membership m
  where m.organization_id = :organizationId
    and m.id = coalesce(:membershipId::uuid, (select k.created_by from api_key k where k.organization_id = :organizationId and k.id = :keyId::uuid)))`;

/** Stored instead of the IDs: the rows belong to no tenant, and must not reveal who wrote to whom. */
const SENDER_HASH = `sha256(convert_to(${SENDER}::text, 'UTF8'))`;
const ORGANIZATION_HASH = `sha256(convert_to(:organizationId::uuid::text, 'UTF8'))`;

/** Deletes the rows that no longer count towards a limit. */
export const DELETE_OLD_SENT_MAILS = `delete from invitation_throttle where sent_at < now() - interval '1 day'`;

/** The emails of invitations, from the request that makes one due to the outbox row that gets it sent. */
@Injectable()
export class InvitationMails {
  private readonly sealer: Sealer;
  private readonly isThrottled: boolean;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly dispatcher: OutboxDispatcher,
  ) {
    this.sealer = new Sealer(configuration.secret, SEALED_LINKS.purpose);
    this.isThrottled = configuration.rateLimits;
  }

  /**
   * How many emails have been sent already. It is counted while no other transaction may add an email for this mailbox or by
   * this person, since the count and the new email must not race: whichever organization sends them, they are counted one
   * after another.
   */
  async countSentMails(tx: TenantTransaction, email: string, sender: MailSender): Promise<MailCounts> {
    const none = { byOrganization: 0, byPerson: 0, toMailbox: 0, isKnownSender: false };
    if (!this.isThrottled) return { email, sender, ...none };
    const hash = hashOf(email);
    const from = senderValues(tx, sender);
    // Always in this order; see lockMailboxes.
    tx.executeDeferred(LOCK_SENDER, from);
    tx.executeDeferred('select pg_advisory_xact_lock($1::bigint)', [hash.readBigInt64BE(0).toString()]);
    const [organization, person, mailbox] = await Promise.all([
      tx.one<Pick<SentMails, 'byOrganization'>>(
        `select count(*) as "byOrganization" from invitation_mail
         where organization_id = $1 and created_at > clock_timestamp() - interval '1 hour'`,
        [tx.organizationId],
      ),
      tx.one<Pick<SentMails, 'byPerson'>>(
        `select count(*) as "byPerson" from invitation_throttle
         where sender_hash = ${SENDER_HASH} and sent_at > clock_timestamp() - interval '1 hour'`,
        from,
      ),
      tx.one<Pick<SentMails, 'toMailbox' | 'isKnownSender'>>(
        `select count(*) as "toMailbox",
                coalesce(bool_or(organization_hash = ${ORGANIZATION_HASH} or sender_hash = ${SENDER_HASH}), false) as "isKnownSender"
         from invitation_throttle where address_hash = :addressHash and sent_at > clock_timestamp() - interval '1 day'`,
        { ...from, addressHash: hash },
      ),
    ]);
    return { email, sender, ...organization, ...person, ...mailbox };
  }

  /**
   * Enqueues an email with this link. The link is stored encrypted, in the email's own row, and erased once the email was
   * sent; an email with an earlier link that was not sent yet has to be superseded before (see {@link supersedeMails}).
   *
   * @throws 429 `rate-limited` above 500 emails an hour per organization or person, or 5 a day to one mailbox
   */
  enqueueMail(tx: TenantTransaction, counts: MailCounts, invitationId: InvitationId, token: string): void {
    if (this.isThrottled) enforceMailLimit(tx, counts);
    const id = newId<string>();
    tx.executeDeferred(
      `insert into invitation_mail (organization_id, id, invitation_id, status, sealed_token, created_at)
       values ($1, $2, $3, 'queued', $4, clock_timestamp())`,
      [tx.organizationId, id, invitationId, this.sealer.seal(token, SEALED_LINKS.contextOf(tx.organizationId, id))],
    );
    this.dispatcher.enqueue(tx, messageOf(INVITATION_MAIL, { mailId: id }));
  }

  /**
   * Locks all of these addresses before the first of them is written to. They are locked in one order, after the person:
   * otherwise two organizations that invite the same people, each in an order of its own, would deadlock.
   */
  async lockMailboxes(tx: TenantTransaction, emails: readonly string[], sender: MailSender): Promise<void> {
    if (!this.isThrottled) return;
    tx.executeDeferred(LOCK_SENDER, senderValues(tx, sender));
    const numbers = emails.map((email) => hashOf(email).readBigInt64BE(0)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    await tx.query('select pg_advisory_xact_lock(number) from unnest($1::bigint[]) as number', [numbers.map(String)]);
  }

  /** Cancels emails that were not sent yet, and erases their links. */
  supersedeMails(tx: TenantTransaction, invitationId: InvitationId): void {
    tx.executeDeferred(
      `update invitation_mail set status = 'superseded', sealed_token = null, ended_at = statement_timestamp()
       where organization_id = $1 and invitation_id = $2 and status = 'queued'`,
      [tx.organizationId, invitationId],
    );
  }

  /** The link of an email, for its job. */
  decryptLink(organizationId: OrganizationId, mailId: string, sealed: Buffer): string {
    return this.sealer.open(sealed, SEALED_LINKS.contextOf(organizationId, mailId)).toString();
  }
}

/** The invitations of one person are counted one after another, whichever organization sends them. */
const LOCK_SENDER = `select pg_advisory_xact_lock(hashtextextended('invitation-mails:' || ${SENDER}::text, 0))`;

function senderValues(tx: TenantTransaction, { membershipId, id }: MailSender): Readonly<Record<string, unknown>> {
  return { organizationId: tx.organizationId, membershipId, keyId: membershipId === null ? id : null };
}

function hashOf(email: string): Buffer {
  return createHash('sha256').update(mailboxOf(email)).digest();
}

const REFUSALS = {
  organization: {
    detail: `An organization can send at most ${MAILS_PER_HOUR} invitations an hour. Send the others in an hour.`,
    retryAfter: 3_600,
  },
  person: {
    detail: `You can send at most ${MAILS_PER_HOUR} invitations an hour from all of your organizations. Send the others in an hour.`,
    retryAfter: 3_600,
  },
  mailbox: {
    detail: 'This address has already been sent the most invitations allowed in one day. Try again tomorrow.',
    retryAfter: 86_400,
  },
} as const;

function enforceMailLimit(tx: TenantTransaction, counts: MailCounts): void {
  const limit = mailLimitReached(counts);
  if (limit) throw new Problem(rateLimited, REFUSALS[limit]);
  tx.executeDeferred(
    `insert into invitation_throttle (organization_hash, sender_hash, id, address_hash, sent_at)
     select ${ORGANIZATION_HASH}, ${SENDER_HASH}, :id::uuid, :addressHash::bytea, clock_timestamp()`,
    { ...senderValues(tx, counts.sender), id: newId(), addressHash: hashOf(counts.email) },
  );
}
