import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { seatLimitOf } from '../../billing/plans/plans.js';
import { COUNT_PENDING_INVITATIONS_OF } from '../../invitation/invite/pending-invitations.js';
import { memberNotFound } from '../../membership/membership.problems.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { Problem } from '../../platform/http/problem.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { PreviewedKeyDto, RemovalPreviewDto } from '../dto/removal-preview.dto.js';

interface PreviewRow {
  readonly status: 'active' | 'removed';
  readonly leads: number;
  readonly deals: number;
  readonly campaigns: number;
  readonly sequences: number;
  readonly open_pipeline: MoneyDto[];
  readonly scheduled_campaigns: number;
  readonly conversations: number;
  readonly open_invitations: number;
  readonly api_keys: PreviewedKeyDto[];
  readonly automations: number;
  readonly integrations: number;
  readonly seats_used: number;
}

const OWNED_BY_MEMBER = 'where organization_id = :organizationId and owner_id = :membershipId';
const CREATED_BY_MEMBER = 'where organization_id = :organizationId and created_by_id = :membershipId';

/** One statement, so that all figures are of the same moment. */
const PREVIEW = `
  select m.status,
    (select count(*) from lead ${OWNED_BY_MEMBER}) as leads,
    (select count(*) from deal ${OWNED_BY_MEMBER}) as deals,
    (select count(*) from campaign ${OWNED_BY_MEMBER}) as campaigns,
    (select count(*) from sequence ${OWNED_BY_MEMBER}) as sequences,
    (select coalesce(json_agg(json_build_object('amount', amount, 'currency', currency) order by currency), '[]')
     from (select currency, least(sum(amount), ${Number.MAX_SAFE_INTEGER}) as amount from deal ${OWNED_BY_MEMBER} and closed_at is null group by currency) open
    ) as open_pipeline,
    (select count(*) from campaign ${OWNED_BY_MEMBER} and status = 'draft' and activates_at is not null) as scheduled_campaigns,
    (select count(*) from conversation ${OWNED_BY_MEMBER} and archived_at is null) as conversations,
    (${COUNT_PENDING_INVITATIONS_OF}) as open_invitations,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'lastUsedAt',
              to_char(last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by created_at), '[]')
     from api_key where organization_id = :organizationId and created_by = :membershipId and revoked_at is null
       and (expires_at is null or expires_at > clock_timestamp())
    ) as api_keys,
    (select count(*) from automation ${CREATED_BY_MEMBER}) as automations,
    (select count(*) from integration ${CREATED_BY_MEMBER}) as integrations,
    (select count(*) from seat where organization_id = :organizationId and (held_until is null or held_until > clock_timestamp())
    ) as seats_used
  from membership m where m.organization_id = :organizationId and m.id = :membershipId`;

/** The preview of a removal: what it would change. */
@Injectable()
export class RemovalPreviews {
  constructor(private readonly tenants: TenantDatabase) {}

  /** @throws 404 `member-not-found` */
  async get(auth: AuthorizedContext, id: MembershipId): Promise<RemovalPreviewDto> {
    const [row] = await this.tenants.read<PreviewRow>(auth, {
      text: PREVIEW,
      values: { organizationId: auth.organizationId, membershipId: id },
    });
    if (!row) throw new Problem(memberNotFound);
    const { leads, deals, campaigns, sequences } = row;
    return {
      records: { leads, deals, campaigns, sequences },
      openPipeline: row.open_pipeline,
      scheduledCampaigns: row.scheduled_campaigns,
      conversations: row.conversations,
      openInvitations: row.open_invitations,
      apiKeys: row.api_keys,
      automations: row.automations,
      integrations: row.integrations,
      seatsAfter: {
        // The removal releases the member's seat and those of the invitations that it revokes.
        used: row.seats_used - (row.status === 'active' ? 1 + row.open_invitations : 0),
        limit: seatLimitOf(auth.organization.plan),
      },
    };
  }
}
