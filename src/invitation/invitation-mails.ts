import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem, rateLimited } from '../platform/http/problem.js';
import { newId, type InvitationId, type OrganizationId } from '../platform/ids/ids.js';
import { JobRelay } from '../platform/jobs/index.js';
import { Sealer } from '../platform/secrets/index.js';
import { MAILS_PER_ADDRESS_AND_DAY, MAILS_PER_HOUR } from './invitation.policy.js';
import { SEALED_LINKS } from './sealed-links.js';

export const INVITATION_MAIL_JOB = 'send-invitation';

/** What stands before one more mail to an address. */
export interface MailTurn {
  readonly email: string;
  /** Mails of the organization within the last hour. */
  readonly sent: number;
  /** Mails to the address within the last day, of all organizations. */
  readonly received: number;
}

/** The mails that invitations owe, from the request that makes one due to the outbox row that gets it sent. */
@Injectable()
export class InvitationMails {
  private readonly sealer: Sealer;
  private readonly throttled: boolean;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly relay: JobRelay,
  ) {
    this.sealer = new Sealer(configuration.secret, SEALED_LINKS.purpose);
    this.throttled = configuration.rateLimits;
  }

  /**
   * How many mails have gone out already, asked while nobody else may write to this address: one after another for each, whichever
   * organization writes to it, since the count and the new mail must not race.
   */
  async askTurn(tx: TenantTransaction, email: string): Promise<MailTurn> {
    if (!this.throttled) return { email, sent: 0, received: 0 };
    const hash = hashOf(email);
    tx.send('select pg_advisory_xact_lock($1::bigint)', [hash.readBigInt64BE(0).toString()]);
    const [{ sent }, { received }] = await Promise.all([
      tx.one<{ sent: number }>(
        `select count(*) as sent from invitation_mail
         where organization_id = $1 and created_at > clock_timestamp() - interval '1 hour'`,
        [tx.organizationId],
      ),
      tx.one<{ received: number }>(
        `select count(*) as received from invitation_throttle
         where address_hash = $1 and sent_at > clock_timestamp() - interval '1 day'`,
        [hash],
      ),
    ]);
    return { email, sent, received };
  }

  /**
   * Owes a mail with this link. The link is kept sealed, in the mail's own row, and erased once the mail has left; a mail
   * of an earlier link that has not left yet has to be ended before (see {@link supersede}).
   *
   * @throws 429 `rate-limited` above 500 mails an hour per organization or 5 a day to one address
   */
  owe(tx: TenantTransaction, turn: MailTurn, invitationId: InvitationId, token: string): void {
    if (this.throttled) takeTurn(tx, turn);
    const id = newId<string>();
    tx.send(
      `insert into invitation_mail (organization_id, id, invitation_id, status, sealed_token, created_at)
       values ($1, $2, $3, 'queued', $4, clock_timestamp())`,
      [tx.organizationId, id, invitationId, this.sealer.seal(token, SEALED_LINKS.contextOf(tx.organizationId, id))],
    );
    this.relay.owe(tx, {
      queue: 'invitation-mail',
      name: INVITATION_MAIL_JOB,
      payload: { mailId: id },
    });
  }

  /**
   * Waits for its turn with all of these addresses before the first of them is written to. They are locked in one order: two
   * organizations that invite the same people, each in an order of its own, would else wait for each other for ever.
   */
  async takeTurns(tx: TenantTransaction, emails: readonly string[]): Promise<void> {
    if (!this.throttled) return;
    const numbers = emails.map((email) => hashOf(email).readBigInt64BE(0)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    await tx.query('select pg_advisory_xact_lock(number) from unnest($1::bigint[]) as number', [numbers.map(String)]);
  }

  /** Ends mails that have not left yet, and erases their links. */
  supersede(tx: TenantTransaction, invitationId: InvitationId): void {
    tx.send(
      `update invitation_mail set status = 'superseded', sealed_token = null, ended_at = clock_timestamp()
       where organization_id = $1 and invitation_id = $2 and status = 'queued'`,
      [tx.organizationId, invitationId],
    );
  }

  /** The link of a mail, for its job. */
  open(organizationId: OrganizationId, mailId: string, sealed: Buffer): string {
    return this.sealer.open(sealed, SEALED_LINKS.contextOf(organizationId, mailId)).toString();
  }
}

function hashOf(email: string): Buffer {
  return createHash('sha256').update(email).digest();
}

function takeTurn(tx: TenantTransaction, { email, sent, received }: MailTurn): void {
  if (sent >= MAILS_PER_HOUR) {
    throw tooMany(
      `An organization can send at most ${MAILS_PER_HOUR} invitations an hour. Send the others in an hour.`,
      3_600,
    );
  }
  if (received >= MAILS_PER_ADDRESS_AND_DAY) {
    throw tooMany(
      `This address was already sent ${MAILS_PER_ADDRESS_AND_DAY} invitations today. Try again tomorrow.`,
      86_400,
    );
  }
  tx.send('insert into invitation_throttle (id, address_hash, sent_at) values ($1, $2, clock_timestamp())', [
    newId(),
    hashOf(email),
  ]);
}

function tooMany(detail: string, retryAfter: number): Problem {
  return new Problem(rateLimited, { detail, retryAfter });
}
