import { isActive, mayOwn, type Actor, type Person } from './actor.js';
import type { OrganizationView } from './state.js';

const ROLES = ['admin', 'member', 'member', 'viewer'] as const;

export async function invite(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  const stranger = actor.random.chance(0.3);
  const email = stranger
    ? `${actor.unique('guest').replaceAll(' ', '-').toLowerCase()}@example.com`
    : actor.random.pick(actor.context.people).email;
  const { outcome, body } = await actor.make(actor.manager(organization), {
    op: 'invite',
    method: 'POST',
    path: `/organizations/${organization.id}/invitations`,
    body: { email, role: actor.random.pick(ROLES) },
    action: 'invitation.sent',
    effects: (answer) => (answer ? [{ register: `invitation:${answer.id}`, value: 'pending' }] : []),
  });
  if (outcome === 'done') organization.invitations.push({ id: body.id, email });
}

export async function resend(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const invitation = organization && actor.random.pickOrNone(organization.invitations);
  if (!invitation) return;
  await actor.make(actor.manager(organization), {
    op: 'resend',
    method: 'POST',
    path: `/organizations/${organization.id}/invitations/${invitation.id}/resend`,
    action: 'invitation.resent',
    effects: () => [{ register: `invitation:${invitation.id}`, value: 'pending' }],
  });
}

export async function revokeInvitation(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const invitation = organization && actor.random.pickOrNone(organization.invitations);
  if (!invitation) return;
  const { outcome } = await actor.make(actor.manager(organization), {
    op: 'revoke invitation',
    method: 'DELETE',
    path: `/organizations/${organization.id}/invitations/${invitation.id}`,
    action: 'invitation.revoked',
    effects: () => [{ register: `invitation:${invitation.id}`, value: 'revoked' }],
  });
  if (outcome === 'done') drop(organization, invitation.id);
}

/** By the email's link where it has come, else by the invitation's id. */
export async function accept(actor: Actor): Promise<void> {
  const found = openInvitation(actor);
  if (!found) return;
  const { organization, invitation, person } = found;
  const token = actor.random.chance(0.6) ? actor.context.mailbox.tokenFor(person.email) : null;
  // A link may be an older one's, of another invitation: only the answer says what it did.
  const { outcome, body } = await actor.make(person, {
    op: 'accept',
    method: 'POST',
    path: token === null ? `/me/invitations/${invitation.id}/accept` : `/invitations/${token}/accept`,
    action: 'invitation.accepted',
    mayBeSilent: true,
    effects: (answer) => [
      ...(answer
        ? [
            { register: `status:${answer.membershipId}`, value: 'active', maybe: true },
            { register: `role:${answer.membershipId}`, value: answer.role, maybe: true },
          ]
        : []),
      ...actor.context.organizations
        .flatMap(({ invitations }) => invitations)
        .filter(({ email }) => email === person.email)
        .map(({ id }) => ({
          register: `invitation:${id}`,
          value: 'accepted',
          maybe: token !== null || id !== invitation.id,
        })),
    ],
  });
  if (outcome !== 'done') return;
  const joined = actor.context.organizations.find(({ id }) => id === body.organizationId);
  if (!joined?.members.some(({ id }) => id === body.membershipId)) {
    joined?.members.push({ id: body.membershipId, userId: person.userId, role: body.role, status: 'active' });
  }
  if (token === null) drop(organization, invitation.id);
}

export async function decline(actor: Actor): Promise<void> {
  const found = openInvitation(actor);
  if (!found) return;
  const { organization, invitation, person } = found;
  const { outcome } = await actor.make(person, {
    op: 'decline',
    method: 'POST',
    path: `/me/invitations/${invitation.id}/decline`,
    action: 'invitation.declined',
    effects: () => [{ register: `invitation:${invitation.id}`, value: 'declined' }],
  });
  if (outcome === 'done') drop(organization, invitation.id);
}

export async function changeRole(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const member = organization && actor.memberOf(organization, (one) => isActive(one) && one.role !== 'owner');
  if (!member) return;
  const role = actor.random.pick(ROLES);
  const { outcome } = await actor.make(actor.manager(organization), {
    op: 'change role',
    method: 'PATCH',
    path: `/organizations/${organization.id}/members/${member.id}`,
    body: { role },
    action: 'member.role_changed',
    mayBeSilent: true,
    alongside: ['api_key.revoked', 'invitation.revoked'],
    effects: () => [{ register: `role:${member.id}`, value: role }],
  });
  if (outcome === 'done') member.role = role;
}

export async function transferOwnership(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const newOwner = organization && actor.memberOf(organization, (one) => isActive(one) && one.role === 'admin');
  const owner = organization?.members.find(({ role, status }) => role === 'owner' && status === 'active');
  if (!newOwner || !owner) return;
  const { outcome } = await actor.make(actor.owner(organization), {
    op: 'transfer ownership',
    method: 'POST',
    path: `/organizations/${organization.id}/ownership-transfer`,
    body: { membershipId: newOwner.id },
    action: 'organization.ownership_transferred',
    effects: (answer) => [
      { register: `role:${newOwner.id}`, value: 'owner' },
      { register: `role:${answer?.previousOwnerMembershipId ?? owner.id}`, value: 'admin' },
    ],
  });
  if (outcome === 'done') [newOwner.role, owner.role] = ['owner', 'admin'];
}

export async function remove(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const member = organization && actor.memberOf(organization, (one) => isActive(one) && one.role !== 'owner');
  if (!member) return;
  const newOwner = actor.random.chance(0.4)
    ? actor.memberOf(organization, (one) => mayOwn(one) && one !== member)
    : null;
  const leaves = actor.random.chance(0.2) && !newOwner ? actor.personOf(member) : null;
  const { outcome } = await actor.make(leaves ?? actor.manager(organization), {
    op: newOwner ? 'remove and hand over' : 'remove',
    method: 'DELETE',
    path: `/organizations/${organization.id}/members/${member.id}${newOwner ? `?reassignTo=${newOwner.id}` : ''}`,
    action: 'member.removed|member.left',
    alongside: ['api_key.revoked', 'invitation.revoked'],
    mayBeInvalid: newOwner !== null,
    effects: () => [{ register: `status:${member.id}`, value: 'removed' }],
  });
  if (outcome === 'done') member.status = 'removed';
}

export async function reinstate(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const member = organization && actor.memberOf(organization, ({ status }) => status === 'removed');
  if (!member) return;
  const { outcome } = await actor.make(actor.manager(organization), {
    op: 'reinstate',
    method: 'POST',
    path: `/organizations/${organization.id}/members/${member.id}/reinstate`,
    action: 'member.reinstated',
    alongside: ['invitation.accepted'],
    effects: () => [{ register: `status:${member.id}`, value: 'active' }],
  });
  if (outcome === 'done') member.status = 'active';
}

function openInvitation(actor: Actor) {
  const open = actor.context.organizations.flatMap((organization) =>
    organization.deleted
      ? []
      : organization.invitations.flatMap((invitation) => {
          const person = actor.context.people.find(({ email }) => email === invitation.email);
          return person ? [{ organization, invitation, person: person satisfies Person }] : [];
        }),
  );
  return actor.random.pickOrNone(open);
}

function drop({ invitations }: OrganizationView, id: string): void {
  const place = invitations.findIndex((invitation) => invitation.id === id);
  if (place >= 0) invitations.splice(place, 1);
}
