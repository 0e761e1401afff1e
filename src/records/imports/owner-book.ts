import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import { normalizeAddress } from '../../platform/addresses/email-address.js';
import type { LockedMembership } from '../../platform/database/locks.js';
import { searchKey } from '../../platform/database/name-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { parseId } from '../../platform/ids/ids.js';
import { normalizeName } from '../../platform/text/text.policy.js';

type HeldMembership = Pick<LockedMembership, 'id' | 'role' | 'status'>;

/** A member whom a text may refer to. */
interface MeantMember {
  readonly text: string;
  readonly id: string;
}

/** The owner of a row, or a sentence that explains why it cannot be determined. */
export type FoundOwner = { readonly id: string | null } | { readonly refusal: string };

const NOT_AN_OWNER =
  'No owner, admin or member has this email address or name. Correct it, or leave it empty for no owner.';
const SEVERAL = 'Several members have this name. Enter the email address.';

/**
 * The members whom each text may refer to: by name, compared as in a search, or by primary email address. Two joins, so that each
 * is a join by equality, which stays fast with many members and texts.
 */
const MEANT = `
  with given as materialized (
    select text, address, ${searchKey('name')} as key from unnest($2::text[], $3::text[], $4::text[]) as g (text, name, address)
  ), present as (
    select m.id, m.user_id from membership m where m.organization_id = $1 and m.status = 'active'
  )
  select g.text, p.id from present p join user_account u on u.user_id = p.user_id
  join given g on g.key = ${searchKey('u.name')} where g.address is null
  union all
  select g.text, p.id from present p join user_email e on e.user_id = p.user_id and e.is_primary
  join given g on g.address = e.email`;

/** The members named as owners in the rows of a batch, by ID, email address or name. */
export class OwnerBook {
  private constructor(
    private readonly byText: ReadonlyMap<string, readonly string[]>,
    private held: ReadonlySet<string> = new Set(),
  ) {}

  static async read(tx: TenantTransaction, texts: readonly string[]): Promise<OwnerBook> {
    const ids = new Map<string, string[]>();
    const unnamed: string[] = [];
    for (const text of new Set(texts)) {
      const id = parseId<string>(text);
      ids.set(text, id === null ? [] : [id]);
      if (id === null) unnamed.push(text);
    }
    const meant = unnamed.length === 0 ? [] : await find(tx, unnamed);
    for (const { text, id } of meant) ids.get(text)?.push(id);
    return new OwnerBook(ids);
  }

  /** All members whom the texts may refer to. */
  candidates(): string[] {
    return [...this.byText.values()].flat();
  }

  /** Stores which of them may own records; their memberships are locked until the end of the transaction. */
  hold(members: readonly HeldMembership[]): void {
    this.held = new Set(members.filter((member) => refusalAsRecordOwner(member) === null).map(({ id }) => id));
  }

  /** Owners in an export of another organization are members of that one, so its records are imported unassigned. */
  ownerOf(text: string, isExport: boolean): FoundOwner {
    const ids = (this.byText.get(text) ?? []).filter((id) => this.held.has(id));
    const [id, ...others] = ids;
    if (others.length > 0) return { refusal: SEVERAL };
    if (id !== undefined) return { id };
    return isExport ? { id: null } : { refusal: NOT_AN_OWNER };
  }
}

function find(tx: TenantTransaction, texts: readonly string[]): Promise<MeantMember[]> {
  const addresses = texts.map((text) => normalizeAddress(text));
  return tx.query<MeantMember>(MEANT, [tx.organizationId, texts, texts.map(normalizeName), addresses]);
}
