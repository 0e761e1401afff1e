import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { commaSeparated, ListQueryDto } from '../../../platform/lists/list-query.dto.js';
import { IsName, IsSearch } from '../../../platform/text/is-text.js';
import { IsInstant } from '../../../platform/time/is-instant.js';
import { inWords } from '../../../platform/text/choices.js';
import { ASSIGNABLE_ROLES, type AssignableRole } from '../../../access/permissions.policy.js';

export class CreateApiKeyDto {
  /**
   * The name of the key, 1 to 100 characters.
   * @example "CRM import"
   */
  @IsName()
  name: string;

  /**
   * The role of the key: up to your own role, and at most admin.
   * @example member
   */
  @IsIn(ASSIGNABLE_ROLES, { message: `Choose one of ${inWords(ASSIGNABLE_ROLES)}.` })
  role: AssignableRole;

  /**
   * When the key expires, as an RFC 3339 time in the future; never if left out.
   * @example 2099-01-01T00:00:00Z
   */
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

/** The member who created a key. */
export class KeyMakerDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /** @example "Ada Lovelace" */
  name: string;
}

/** An API key, which acts for the organization without a person. */
export class ApiKeyDto {
  /** @example 019ab970-1c00-7000-8000-000000000007 */
  id: string;

  /** @example "CRM import" */
  name: string;

  /** @example member */
  role: AssignableRole;

  createdBy: KeyMakerDto;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example null */
  expiresAt: string | null;

  /**
   * When the key was last used, to the minute; null: not used yet.
   * @example 2026-11-24T09:30:00.000Z
   */
  lastUsedAt: string | null;

  /**
   * The last four characters of the key, to tell keys apart; null for a key that was created before these were stored.
   * @example ITmh
   */
  keyEnd: string | null;

  /**
   * When the key was revoked; null while it was not.
   * @example null
   */
  revokedAt: string | null;
}

const STATUSES = ['active', 'expired', 'revoked'] as const;
export type ApiKeyStatus = (typeof STATUSES)[number];

export class ApiKeyQueryDto extends ListQueryDto {
  /**
   * Keys that are not revoked (`active`, also if left out), expired ones of them (`expired`), or `revoked` ones, separated by a comma.
   * @example active,revoked
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each status only once.' })
  @IsIn(STATUSES, { each: true, message: `Choose one or more of ${inWords(STATUSES)}.` })
  status?: ApiKeyStatus[];

  /**
   * Only keys with this text in their name or in the last four characters of the key.
   * @example import
   */
  @IsOptional()
  @IsSearch()
  q?: string;
}

export class CreatedApiKeyDto extends ApiKeyDto {
  /**
   * The key itself, which is shown only once. A replay under an Idempotency-Key does not have it.
   * @example clz_AZq5cBwAcACAAAAAAAAAAHV0Zi04LXNlY3JldC1vZi0yNTYtcmFuZG9tLWJpdHMh
   */
  key?: string;
}
