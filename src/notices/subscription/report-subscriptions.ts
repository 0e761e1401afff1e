import { Inject, Injectable } from '@nestjs/common';
import { permissionDenied } from '../../access/access.problems.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { unsubscribeLinkNotFound } from '../notices.problems.js';
import type { EmailPreferencesDto } from './email-preferences.dto.js';
import { readUnsubscribeToken, type Subscriber } from './unsubscribe-token.js';

/** What the page behind an unsubscribe link shows. */
export interface UnsubscribeFacts {
  readonly organizationId: string;
  readonly organization: string;
  readonly isSubscribed: boolean;
}

interface SubscriptionRow {
  readonly organization: string;
  readonly name: string;
  readonly isSubscribed: boolean;
}

const SELECT_SUBSCRIPTION = `
  select o.name as organization, u.name,
         not exists (
           select 1 from email_opt_out x
           where x.organization_id = m.organization_id and x.membership_id = m.id and x.kind = 'monthly-report'
         ) as "isSubscribed"
  from membership m
  join organization o on o.organization_id = m.organization_id
  join user_account u on u.user_id = m.user_id
  where m.organization_id = :organizationId and m.id = :membershipId`;

/** Which people get the monthly report: each decides for themselves, by the link in the email or in the settings. */
@Injectable()
export class ReportSubscriptions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  /** @throws 404 `unsubscribe-link-not-found` */
  async describe(token: string): Promise<UnsubscribeFacts> {
    const subscriber = this.subscriberOf(token);
    return this.tenants.runAsSystem(subscriber.organizationId, async (tx) => {
      const { organization, isSubscribed } = await find(tx, subscriber.membershipId);
      return { organizationId: tx.organizationId, organization, isSubscribed };
    });
  }

  /**
   * Unsubscribes the person of the token; again has no effect.
   *
   * @throws 404 `unsubscribe-link-not-found`
   */
  async unsubscribe(token: string): Promise<UnsubscribeFacts> {
    const { organizationId, membershipId } = this.subscriberOf(token);
    return this.tenants.runAsSystem(organizationId, async (tx) => {
      const { organization, name } = await find(tx, membershipId);
      await this.store(tx, membershipId, { kind: 'member', id: membershipId, name }, { name, isSubscribed: false });
      return { organizationId, organization, isSubscribed: false };
    });
  }

  /** @throws 403 `permission-denied` for an API key */
  async get(auth: AuthorizedContext): Promise<EmailPreferencesDto> {
    // Few people unsubscribe, and the caller is known only after this statement.
    const rows = await this.tenants.read<{ id: MembershipId }>(auth, {
      text: `select membership_id as id from email_opt_out where organization_id = :organizationId and kind = 'monthly-report'`,
      values: { organizationId: auth.organizationId },
    });
    const person = personOf(auth);
    return { monthlyReport: !rows.some(({ id }) => id === person) };
  }

  /** @throws 403 `permission-denied` for an API key */
  async set(auth: AuthorizedContext, { monthlyReport }: EmailPreferencesDto): Promise<EmailPreferencesDto> {
    return this.tenants.write(auth, async (tx) => {
      const { name } = auth.caller;
      await this.store(tx, personOf(auth), auth.actor, { name, isSubscribed: monthlyReport });
      return { monthlyReport };
    });
  }

  private subscriberOf(token: string): Subscriber {
    const subscriber = readUnsubscribeToken(token, this.configuration.secret);
    if (!subscriber) throw new Problem(unsubscribeLinkNotFound);
    return subscriber;
  }

  /** Stores the choice, and an audit event if it is another one than before. */
  private async store(
    tx: TenantTransaction,
    id: MembershipId,
    actor: Actor,
    { name, isSubscribed }: Pick<SubscriptionRow, 'name' | 'isSubscribed'>,
  ): Promise<void> {
    tx.locks.assertOrder('other');
    const changed = await tx.query(
      isSubscribed
        ? `delete from email_opt_out where organization_id = :organizationId and membership_id = :id and kind = 'monthly-report' returning 1`
        : `insert into email_opt_out (organization_id, membership_id, kind) values (:organizationId, :id, 'monthly-report')
           on conflict (organization_id, membership_id, kind) do nothing returning 1`,
      { organizationId: tx.organizationId, id },
    );
    if (changed.length === 0) return;
    this.audit.recordAuditEvent(tx, {
      action: 'member.emails_changed',
      actor,
      target: { kind: 'member', id, name },
      changes: { monthlyReport: { from: !isSubscribed, to: isSubscribed } },
    });
  }
}

async function find(tx: TenantTransaction, membershipId: MembershipId): Promise<SubscriptionRow> {
  const [row] = await tx.query<SubscriptionRow>(SELECT_SUBSCRIPTION, {
    organizationId: tx.organizationId,
    membershipId,
  });
  // The organization was purged.
  if (!row) throw new Problem(unsubscribeLinkNotFound);
  return row;
}

/** The caller's membership: an API key gets no email. */
function personOf({ caller }: AuthorizedContext): MembershipId {
  if (caller.membershipId === null)
    throw new Problem(permissionDenied, { detail: 'An API key gets no emails. Only a person can choose theirs.' });
  return caller.membershipId;
}
