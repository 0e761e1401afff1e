import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import { normalizeAddress } from '../../platform/addresses/email-address.js';
import type { LockedMembership } from '../../platform/database/locks.js';
import { searchKey } from '../../platform/database/name-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { parseId } from '../../platform/ids/ids.js';

type HeldMembership = Pick<LockedMembership, 'id' | 'role' | 'status'>;

interface NamedMember {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** Whose a row shall be, or a sentence that says why it cannot be found out. */
export type FoundOwner = { readonly id: string | null } | { readonly refusal: string };

const NOT_AN_OWNER = 'Give an active member who is no viewer, or nothing.';
const SEVERAL = 'Several members have this name; give the e-mail address.';

/**
 * Who may be meant by these names, which are compared more exactly afterwards, or has one of these primary addresses; what the list of
 * members shows of each, and no more.
 */
const BY_NAME_OR_ADDRESS = `
  select m.id, u.name, e.email
  from membership m
  join user_account u on u.user_id = m.user_id
  left join user_email e on e.user_id = m.user_id and e.is_primary
  where m.organization_id = $1 and m.status = 'active'
    and (${searchKey('u.name')} in (select ${searchKey('name')} from unnest($2::text[]) as given (name)) or e.email = any ($3::text[]))`;

/** The members whom the rows of a batch name as owners: by id, by address or by name. */
export class OwnerBook {
  private constructor(
    private readonly byText: ReadonlyMap<string, readonly string[]>,
    private held: ReadonlySet<string> = new Set(),
  ) {}

  static async read(tx: TenantTransaction, texts: readonly string[]): Promise<OwnerBook> {
    const unnamed = new Set(texts.filter((text) => parseId(text) === null));
    const members = unnamed.size === 0 ? [] : await find(tx, [...unnamed]);
    return new OwnerBook(
      new Map(
        [...new Set(texts)].map((text) => [
          text,
          unnamed.has(text) ? idsOf(text, members) : [parseId<string>(text) ?? ''],
        ]),
      ),
    );
  }

  /** Everybody who may be meant. */
  candidates(): string[] {
    return [...this.byText.values()].flat();
  }

  /** Takes down which of them may own records; they are held until the end of the transaction. */
  hold(members: readonly HeldMembership[]): void {
    this.held = new Set(members.filter((member) => refusalAsRecordOwner(member) === null).map(({ id }) => id));
  }

  /** In an export of another organization, owners are members of that one: its records come in unassigned. */
  ownerOf(text: string, isExport: boolean): FoundOwner {
    const ids = (this.byText.get(text) ?? []).filter((id) => this.held.has(id));
    const [id, ...others] = ids;
    if (others.length > 0) return { refusal: SEVERAL };
    if (id !== undefined) return { id };
    return isExport ? { id: null } : { refusal: NOT_AN_OWNER };
  }
}

function find(tx: TenantTransaction, texts: readonly string[]): Promise<NamedMember[]> {
  const addresses = texts.flatMap((text) => normalizeAddress(text) ?? []);
  return tx.query<NamedMember>(BY_NAME_OR_ADDRESS, [tx.organizationId, texts.map(folded), addresses]);
}

function idsOf(text: string, members: readonly NamedMember[]): string[] {
  const address = normalizeAddress(text);
  const named = members.filter(({ name, email }) =>
    address === null ? folded(name) === folded(text) : email === address,
  );
  return named.map(({ id }) => id);
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
