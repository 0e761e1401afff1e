import type { Actor } from '../../audit/audit-log.js';
import type { MembershipId, UserId } from '../../platform/ids/ids.js';
import type { Role } from '../../access/permissions.policy.js';
import { demoAddress } from '../demo-accounts.js';
import { idAt } from './organization-draft.js';

/** Someone who can sign in. All are invented, and `.test` is a domain that no email ever reaches (RFC 2606). */
export interface Account {
  readonly userId: UserId;
  /** The name in the demo's story. */
  readonly name: string;
  /** The name of the account: another one where someone has signed in with this address before. */
  readonly accountName: string;
  readonly email: string;
  readonly createdAt: Date;
}

/** An account that exists already. */
export interface KnownAccount {
  readonly userId: UserId;
  readonly name: string;
}

/** An account in one organization. */
export interface Member extends Account {
  readonly id: MembershipId;
  readonly role: Role;
  readonly joinedAt: Date;
  readonly removedAt: Date | null;
}

export const CONSULTANT = { name: 'Freya Lindqvist', email: 'consultant@demo.test' } as const;

/** The members of the large organization, in the order in which they joined. */
export const BRIGHTWATER_PEOPLE: readonly { readonly name: string; readonly role: Role; readonly email?: string }[] = [
  { name: 'Olivia Hart', role: 'owner', email: demoAddress('owner') },
  { name: 'Adrian Novak', role: 'admin', email: demoAddress('admin') },
  { name: 'Mia Lindgren', role: 'member', email: demoAddress('member') },
  { name: 'Priya Raman', role: 'admin' },
  { name: 'Victor Okoye', role: 'viewer', email: demoAddress('viewer') },
  { name: 'Jonas Petersen', role: 'member' },
  { name: 'Carla Mendes', role: 'admin' },
  ...['Tomasz Zielinski', 'Amara Diallo', 'Ben Whitfield', 'Chiara Rossi', 'Daniel Kim', 'Elif Demir'].map(member),
  ...['Felix Brandt', 'Grace Mbeki', 'Hugo Laurent', 'Ines Carvalho', 'Jakob Nilsen', 'Kavya Iyer'].map(member),
  ...['Liam Byrne', 'Marta Kowalska', 'Noah Fischer', 'Oksana Bondar', 'Pablo Herrera', 'Quinn Abbott'].map(member),
  { name: 'Rosa Fontana', role: 'viewer' },
  { ...CONSULTANT, role: 'member' },
  ...['Sven Aalto', 'Tara Singh', 'Umar Farouk', 'Vera Petrova', 'William Osei', 'Ximena Castro'].map(member),
  ...['Yusuf Aydin', 'Zoe Marchetti', 'Anton Weiss', 'Beatrix Holm', 'Cedric Moreau', 'Dina Haddad'].map(member),
  { name: 'Emil Janssen', role: 'viewer' },
  ...['Farah Aziz', 'Gustav Lund', 'Hana Suzuki', 'Ivo Horvat', 'Julia Adler', 'Kofi Asante'].map(member),
  { name: 'Lena Hoffmann', role: 'viewer' },
  ...['Mateo Silva', 'Nora Eklund', 'Oscar Blom', 'Petra Zeman'].map(member),
];

/** The member who was removed a few days ago. */
export const REMOVED_PERSON = 'Jonas Petersen';

function member(name: string): { name: string; role: Role } {
  return { name, role: 'member' };
}

/** The accounts that the demo data needs. Someone who has signed in with such an address before keeps their account. */
export class AccountDrafts {
  readonly accounts: Account[] = [];

  /** @param known the existing accounts, by address */
  constructor(private readonly known: ReadonlyMap<string, KnownAccount>) {}

  /** The account of this person, with an address made of the name unless one is given. */
  add(name: string, createdAt: Date, email = addressOf(name)): Account {
    const known = this.known.get(email);
    const userId = known?.userId ?? idAt<UserId>(createdAt);
    const account = { userId, name, accountName: known?.name ?? name, email, createdAt };
    this.accounts.push(account);
    return account;
  }
}

/** How the audit log names a member. */
export function actorOf({ id, name }: Pick<Member, 'id' | 'name'>): Actor {
  return { kind: 'member', id, name };
}

function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@demo.test`;
}

/** Whether a member can own records. */
export function canOwnRecords({ role, removedAt }: Member): boolean {
  return role !== 'viewer' && removedAt === null;
}

/** The member with this name. */
export function memberNamed(members: readonly Member[], name: string): Member {
  const found = members.find((one) => one.name === name);
  if (!found) throw new Error(`The demo data has no ${name}.`);
  return found;
}
