import type { Calls, CallSpec, Performed } from './calls.js';
import type { Mailbox } from './mailbox.js';
import type { Random } from './random.js';
import type { MemberView, OrganizationView } from './state.js';

export interface Person {
  readonly token: string;
  readonly userId: string;
  readonly email: string;
}

/** What all actors of a round share. */
export interface RoundContext {
  readonly calls: Calls;
  readonly people: readonly Person[];
  readonly organizations: OrganizationView[];
  readonly mailbox: Mailbox;
  readonly picture: Buffer;
}

/** Someone at work: chooses what to do next from a seed of their own, and does it as anyone who may (or may not) do it. */
export class Actor {
  private made = 0;

  constructor(
    readonly context: RoundContext,
    readonly random: Random,
    private readonly name: string,
  ) {}

  /** A text that occurs nowhere else. */
  unique(word: string): string {
    return `${word} ${this.name}-${++this.made}`;
  }

  make(person: Person, spec: Omit<CallSpec, 'token'>): Promise<Performed> {
    return this.context.calls.make({ token: person.token, ...spec }, this.random.chance(0.5) ? 0 : 1);
  }

  activeOrganization(): OrganizationView | null {
    return this.random.pickOrNone(this.context.organizations.filter(({ deleted }) => !deleted));
  }

  /** Someone who may manage members; now and then someone else, to be refused. */
  manager({ members }: OrganizationView): Person {
    if (this.random.chance(0.08)) return this.random.pick(this.context.people);
    const managers = members.filter(
      ({ role, status }) => status === 'active' && (role === 'owner' || role === 'admin'),
    );
    return this.personOf(this.random.pickOrNone(managers)) ?? this.random.pick(this.context.people);
  }

  owner({ members }: OrganizationView): Person {
    const owner = members.find(({ role, status }) => status === 'active' && role === 'owner');
    return this.personOf(owner ?? null) ?? this.random.pick(this.context.people);
  }

  anyone({ members }: OrganizationView): Person {
    const active = members.filter(({ status }) => status === 'active');
    return this.personOf(this.random.pickOrNone(active)) ?? this.random.pick(this.context.people);
  }

  memberOf({ members }: OrganizationView, fits: (member: MemberView) => boolean): MemberView | null {
    return this.random.pickOrNone(members.filter(fits));
  }

  personOf(member: MemberView | null): Person | null {
    return this.context.people.find(({ userId }) => userId === member?.userId) ?? null;
  }
}

export function isActive({ status }: MemberView): boolean {
  return status === 'active';
}

/** Who may own records. */
export function mayOwn({ status, role }: MemberView): boolean {
  return status === 'active' && role !== 'viewer';
}
