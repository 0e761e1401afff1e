import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem, rateLimited } from '../platform/http/problem.js';
import { newId, type InvitationId, type OrganizationId } from '../platform/ids/ids.js';
import { JobRelay, Outbox } from '../platform/jobs/index.js';
import { Sealer } from '../platform/secrets/index.js';
import { MAILS_PER_ADDRESS_AND_DAY, MAILS_PER_HOUR } from './invitation.policy.js';
import { SEALED_LINKS } from './sealed-links.js';

export const INVITATION_MAIL_JOB = 'send-invitation';

/** The mails that invitations owe, from the request that makes one due to the outbox row that gets it sent. */
@Injectable()
export class InvitationMails {
  private readonly sealer: Sealer;
  private readonly throttled: boolean;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly outbox: Outbox,
    private readonly relay: JobRelay,
  ) {
    this.sealer = new Sealer(configuration.secret, SEALED_LINKS.purpose);
    this.throttled = configuration.rateLimits;
  }

  /**
   * Owes a mail with this link. The link is kept sealed, in the mail's own row, and erased once the mail has left; a mail
   * of an earlier link that has not left yet never will.
   *
   * @throws 429 `rate-limited` above 500 mails an hour per organization or 5 a day to one address
   */
  async owe(tx: TenantTransaction, invitationId: InvitationId, email: string, token: string): Promise<void> {
    if (this.throttled) await throttle(tx, email);
    await this.supersede(tx, invitationId);
    const id = newId<string>();
    await tx.query(
      `insert into invitation_mail (organization_id, id, invitation_id, status, sealed_token, created_at)
       values ($1, $2, $3, 'queued', $4, clock_timestamp())`,
      [tx.organizationId, id, invitationId, this.sealer.seal(token, SEALED_LINKS.contextOf(tx.organizationId, id))],
    );
    const row = await this.outbox.add(tx.manager, {
      organizationId: tx.organizationId,
      queue: 'invitation-mail',
      name: INVITATION_MAIL_JOB,
      payload: { mailId: id },
    });
    tx.afterCommit(() => {
      this.relay.dispatch([row]);
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
  async supersede(tx: TenantTransaction, invitationId: InvitationId): Promise<void> {
    await tx.query(
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

async function throttle(tx: TenantTransaction, email: string): Promise<void> {
  const { sent } = await tx.one<{ sent: number }>(
    `select count(*) as sent from invitation_mail
     where organization_id = $1 and created_at > clock_timestamp() - interval '1 hour'`,
    [tx.organizationId],
  );
  if (sent >= MAILS_PER_HOUR) {
    throw tooMany(`An organization sends at most ${MAILS_PER_HOUR} invitations an hour; go on in an hour.`, 3_600);
  }
  const hash = hashOf(email);
  // One after another for each address, whichever organization writes to it: the count and the new row must not race.
  await tx.query('select pg_advisory_xact_lock($1::bigint)', [hash.readBigInt64BE(0).toString()]);
  const { received } = await tx.one<{ received: number }>(
    `select count(*) as received from invitation_throttle
     where address_hash = $1 and sent_at > clock_timestamp() - interval '1 day'`,
    [hash],
  );
  if (received >= MAILS_PER_ADDRESS_AND_DAY) {
    throw tooMany(
      `This address was sent ${MAILS_PER_ADDRESS_AND_DAY} invitations within a day; try again tomorrow.`,
      86_400,
    );
  }
  await tx.query('insert into invitation_throttle (id, address_hash, sent_at) values ($1, $2, clock_timestamp())', [
    newId(),
    hash,
  ]);
}

function tooMany(detail: string, retryAfter: number): Problem {
  return new Problem(rateLimited, { detail, retryAfter });
}
