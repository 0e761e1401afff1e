import { refusalAsRecordOwner } from '../../../membership/membership.policy.js';
import { normalizeAddress } from '../../../platform/addresses/email-address.js';
import type { LockedMembership } from '../../../access/locks.js';
import { searchKey } from '../../../platform/database/name-order.js';
import type { TenantTransaction } from '../../../platform/database/tenant-transaction.js';
import { parseId } from '../../../platform/ids/ids.js';
import { normalizeName } from '../../../platform/text/text.policy.js';

type OwnerMembership = Pick<LockedMembership, 'id' | 'role' | 'status'>;

/** A member whom a text may refer to. */
interface MatchedMember {
  readonly text: string;
  readonly id: string;
}

/** The owner of a row, or a sentence that explains why it cannot be determined. */
export type OwnerResult = { readonly id: string | null } | { readonly refusal: string };

const NOT_AN_OWNER =
  'No owner, admin or member has this email address or name. Correct it, or leave it empty for no owner.';
const SEVERAL = 'Several members have this name. Enter the email address.';

/**
 * The members whom each text may refer to: by name, compared as in a search, or by primary email address. Two joins, so that each
 * is a join by equality, which stays fast with many members and texts.
 */
const FIND_MEMBERS = `
  with given as materialized (
    select text, address, ${searchKey('name')} as key from unnest(:texts::text[], :names::text[], :addresses::text[]) as g (text, name, address)
  ), present as (
    select m.id, m.user_id from membership m where m.organization_id = :organizationId and m.status = 'active'
  )
  select g.text, p.id from present p join user_account u on u.user_id = p.user_id
  join given g on g.key = ${searchKey('u.name')} where g.address is null
  union all
  select g.text, p.id from present p join user_email e on e.user_id = p.user_id and e.is_primary
  join given g on g.address = e.email`;

/** The members named as owners in the rows of a batch, by ID, email address or name. */
export class OwnerLookup {
  private constructor(
    private readonly byText: ReadonlyMap<string, readonly string[]>,
    private eligibleIds: ReadonlySet<string> = new Set(),
  ) {}

  static async read(tx: TenantTransaction, texts: readonly string[]): Promise<OwnerLookup> {
    const ids = new Map<string, string[]>();
    const unnamed: string[] = [];
    for (const text of new Set(texts)) {
      const id = parseId<string>(text);
      ids.set(text, id === null ? [] : [id]);
      if (id === null) unnamed.push(text);
    }
    const matches = unnamed.length === 0 ? [] : await findMembers(tx, unnamed);
    for (const { text, id } of matches) ids.get(text)?.push(id);
    return new OwnerLookup(ids);
  }

  /** All members whom the texts may refer to. */
  candidates(): string[] {
    return [...this.byText.values()].flat();
  }

  /** Stores which of them may own records; their memberships are locked until the end of the transaction. */
  setEligible(members: readonly OwnerMembership[]): void {
    this.eligibleIds = new Set(members.filter((member) => refusalAsRecordOwner(member) === null).map(({ id }) => id));
  }

  /** Owners in an export of another organization are members of that one, so its records are imported unassigned. */
  ownerOf(text: string, { isExport }: { readonly isExport: boolean }): OwnerResult {
    const ids = (this.byText.get(text) ?? []).filter((id) => this.eligibleIds.has(id));
    const [id, ...others] = ids;
    if (others.length > 0) return { refusal: SEVERAL };
    if (id !== undefined) return { id };
    return isExport ? { id: null } : { refusal: NOT_AN_OWNER };
  }
}

function findMembers(tx: TenantTransaction, texts: readonly string[]): Promise<MatchedMember[]> {
  const addresses = texts.map((text) => normalizeAddress(text));
  const { organizationId } = tx;
  return tx.query<MatchedMember>(FIND_MEMBERS, { organizationId, texts, names: texts.map(normalizeName), addresses });
}
