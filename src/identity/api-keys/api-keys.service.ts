import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { ASSIGNABLE_ROLES, ROLES, scopeOf, type Role } from '../../access/permissions.policy.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { lockMemberships, lockSubscription } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { apiKeyAuthorizationQuery, type AuthorizationRow } from '../../access/authorization-query.js';
import { RevokedInviters } from '../../access/revoked-inviters.event.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { missingPermission } from '../../access/access.problems.js';
import { newId, type MembershipId, type OrganizationId, type UserId } from '../../platform/ids/ids.js';
import { newestFirst, type Page, pageClauses, toPage } from '../../platform/lists/keyset.js';
import { containsPattern, matches } from '../../platform/lists/search.js';
import { ApiKeyCreations } from './api-key-created.event.js';
import { endOfKey, hashApiKey, newApiKey, type PresentedKey } from './api-key-token.js';
import { canKeepKey, canHaveAnotherKey, canCreateKey } from './api-key.policy.js';
import { apiKeyLimitReached, apiKeyNotFound } from './api-key.problems.js';
import type { ApiKeyDto, ApiKeyQueryDto, ApiKeyStatus, CreateApiKeyDto, CreatedApiKeyDto } from './dto/api-key.dto.js';
import type { ApiKeyEntity } from './api-key.entity.js';

const NEWEST_FIRST = newestFirst('newest', 'k.created_at');

interface KeyRow extends Readonly<
  Pick<
    ApiKeyEntity,
    'id' | 'name' | 'role' | 'key_end' | 'created_by' | 'created_at' | 'expires_at' | 'last_used_at' | 'revoked_at'
  >
> {
  readonly creator_name: string;
}

const SELECT_KEY = `
  select k.id, k.name, k.role, k.key_end, k.created_by, u.name as creator_name, k.created_at, k.expires_at, k.last_used_at,
         k.revoked_at
  from api_key k
  join membership m on m.organization_id = k.organization_id and m.id = k.created_by
  join user_account u on u.user_id = m.user_id
  where k.organization_id = :organizationId`;

/** Neither revoked nor expired. */
const IS_ACTIVE = 'revoked_at is null and (expires_at is null or expires_at > clock_timestamp())';

/** API keys, which act for an organization without a person. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    private readonly revokedInviters: RevokedInviters,
    private readonly creations: ApiKeyCreations,
  ) {}

  async list(auth: AuthorizedContext, query: ApiKeyQueryDto): Promise<Page<ApiKeyDto>> {
    const page = pageClauses(NEWEST_FIRST, 'k.id', query.cursor);
    const matching = keyFilter(query);
    const rows = await this.tenants.read<KeyRow>(auth, {
      text: `${SELECT_KEY}${matching.where} and ${page.where} order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: query.limit + 1, ...matching.values, ...page.values },
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.created_at, id: row.id }), toApiKey);
  }

  /**
   * Creates a key, which is returned here and stored nowhere.
   *
   * @throws 403 for a role above one's own, 422 for an end in the past, 409 `api-key-limit-reached`
   */
  async create(auth: AuthorizedContext, dto: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    const createKey = async (tx: TenantTransaction): Promise<CreatedApiKeyDto> => {
      const { membershipId } = auth.caller;
      // Serialized, so that two creations at once cannot exceed the limit together.
      await lockSubscription(tx);
      // Checked under the lock: a demotion or removal of the creator at the same moment revokes only the keys that exist by
      // then.
      const [creator] = membershipId ? await lockMemberships(tx, [membershipId]) : [];
      const canCreate = creator?.status === 'active' && scopeOf(creator.role, 'apikeys:manage') !== null;
      if (!canCreate || !canCreateKey(creator.role, dto.role)) {
        throw missingPermission('apikeys:manage');
      }
      const id = newId<string>();
      const key = newApiKey(tx.organizationId);
      // As a date: offsets beyond 16 hours are well-formed, but the database cannot parse them.
      const expiresAt = dto.expiresAt ? new Date(dto.expiresAt) : null;
      const { count: activeBefore } = await tx.one<{ count: number }>(
        `select count(*) as count from api_key where organization_id = $1 and ${IS_ACTIVE}`,
        [tx.organizationId],
      );
      const inserted = await tx.query(
        `insert into api_key (organization_id, id, name, role, key_hash, created_by, expires_at, key_end)
         select $1, $2, $3, $4, $5, $6, $7, $8 where $7::timestamptz is null or $7::timestamptz > clock_timestamp()
         returning id`,
        [tx.organizationId, id, dto.name, dto.role, hashApiKey(key), membershipId, expiresAt, endOfKey(key)],
      );
      if (inserted.length === 0) throw invalid({ pointer: '/expiresAt', detail: 'Choose a time in the future.' });
      if (!canHaveAnotherKey(activeBefore)) throw new Problem(apiKeyLimitReached);
      this.recordKeyEvent(tx, auth.actor, 'api_key.created', { id, name: dto.name });
      await this.creations.announce(tx, { expiresAt });
      const row = await tx.one<KeyRow>(`${SELECT_KEY} and k.id = :id`, { organizationId: tx.organizationId, id });
      return Object.assign(toApiKey(row), { key });
    };
    return this.tenants.write(auth, createKey, ({ key: _secret, ...rest }) => rest);
  }

  /**
   * Revokes a key, which stops working with its next request, and its pending invitations to the role of admin.
   *
   * @throws 404 `api-key-not-found`
   */
  async revoke(auth: AuthorizedContext, id: string): Promise<void> {
    await this.tenants.changeAccess(auth, async (tx) => {
      await lockSubscription(tx);
      const [key] = await this.revokeWhere(tx, 'id = :id', { id });
      if (!key) throw new Problem(apiKeyNotFound);
      this.recordKeyEvent(tx, auth.actor, 'api_key.revoked', key);
      await this.revokedInviters.announce(tx, { kind: 'api_key', id, by: auth.actor });
    });
  }

  /** Revokes the keys of a creator who is no longer a member (`null`), or whose new role is below the role of the key. */
  async revokeKeysOf(tx: TenantTransaction, creator: MembershipId, role: Role | null, by: Actor): Promise<void> {
    const endingRoles = ASSIGNABLE_ROLES.filter((keyRole) => role === null || !canKeepKey(keyRole, role));
    const revoked = await this.revokeWhere(tx, 'created_by = :creator and role = any (:endingRoles::text[])', {
      creator,
      endingRoles,
    });
    for (const key of revoked) this.recordKeyEvent(tx, by, 'api_key.revoked', key);
  }

  /** The names of the active keys that a member created. */
  async activeKeysOf(tx: TenantTransaction, creator: MembershipId): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(
      `select name from api_key where organization_id = $1 and created_by = $2 and ${IS_ACTIVE} order by created_at, id`,
      [tx.organizationId, creator],
    );
    return rows.map(({ name }) => name);
  }

  /** The membership of the person who created a key. */
  async creatorOf(tx: TenantTransaction, id: string): Promise<MembershipId | null> {
    const [row] = await tx.query<{ creator: MembershipId }>(
      'select created_by as creator from api_key where organization_id = $1 and id = $2',
      [tx.organizationId, id],
    );
    return row?.creator ?? null;
  }

  /** The person who created a key, also one who has left since; for the rate limits. */
  async creatorUserOf(organizationId: OrganizationId, id: string): Promise<UserId | null> {
    return this.tenants.runAsSystem(organizationId, async (tx) => {
      const [row] = await tx.query<{ creator: UserId }>(
        `select m.user_id as creator from api_key k
         join membership m on m.organization_id = k.organization_id and m.id = k.created_by
         where k.organization_id = $1 and k.id = $2`,
        [organizationId, id],
      );
      return row?.creator ?? null;
    });
  }

  /** Whether a key is valid at this moment, by the authorization query of its organization. */
  async isActive({ organizationId, hash }: PresentedKey): Promise<boolean> {
    let isActive = false;
    await this.tenants.authorize({
      organizationId,
      authorizationQuery: apiKeyAuthorizationQuery(organizationId, hash),
      idempotency: null,
      authorize: (row: AuthorizationRow) => {
        isActive = row.account_live && ROLES.some((role) => role === row.role);
      },
    });
    return isActive;
  }

  private async revokeWhere(
    tx: TenantTransaction,
    where: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<{ id: string; name: string }[]> {
    tx.locks.requireExclusiveAccess();
    return tx.query<{ id: string; name: string }>(
      `update api_key set revoked_at = statement_timestamp()
       where organization_id = :organizationId and revoked_at is null and ${where} returning id, name`,
      { organizationId: tx.organizationId, ...values },
    );
  }

  private recordKeyEvent(
    tx: TenantTransaction,
    actor: Actor,
    action: 'api_key.created' | 'api_key.revoked',
    key: { id: string; name: string },
  ): void {
    this.audit.recordAuditEvent(tx, { action, actor, target: { kind: 'api_key', ...key } });
  }
}

const WITH_STATUS: Readonly<Record<ApiKeyStatus, string>> = {
  active: 'k.revoked_at is null',
  expired: 'k.revoked_at is null and k.expires_at <= clock_timestamp()',
  revoked: 'k.revoked_at is not null',
};

/** The conditions of the list's filters; without a status, keys that are not revoked. */
function keyFilter({ status = ['active'], q }: ApiKeyQueryDto): {
  readonly where: string;
  readonly values: Readonly<Record<string, string>>;
} {
  const pattern = containsPattern(q);
  const ofStatus = ` and (${status.map((one) => WITH_STATUS[one]).join(' or ')})`;
  return pattern === null
    ? { where: ofStatus, values: {} }
    : { where: `${ofStatus} and (${matches('k.name')} or k.key_end like :pattern)`, values: { pattern } };
}

function toApiKey(row: KeyRow): ApiKeyDto {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdBy: { membershipId: row.created_by, name: row.creator_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    keyEnd: row.key_end,
    revokedAt: row.revoked_at,
  };
}
