const API = '/api/v1';

/** The measured reads, with a call for every caller who may make it. */
export function readsOf(members) {
  const path = (end) => (member) => ({
    path: `${API}/organizations/${member.organizationId}/${end}`,
    headers: bearer(member),
  });
  const admins = members.filter(({ role }) => role === 'owner' || role === 'admin');
  return [
    { name: 'members list of ten', set: 'members', requests: members.map(path('members?limit=10')) },
    { name: 'permission check', set: 'permissions', requests: members.map(path('permissions')) },
    { name: 'seats', set: 'seats', requests: admins.map(path('seats')) },
  ];
}

export function inviteRequest(inviter, { email }) {
  return {
    method: 'POST',
    path: `${API}/organizations/${inviter.organizationId}/invitations`,
    headers: { ...bearer(inviter), 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, role: 'member' }),
  };
}

export async function acceptRequests(database, invitees, target, sealer) {
  const tokens = await linksOf(database, invitees, target.name === 'service' ? sealer : null);
  return invitees.map((invitee) => ({
    method: 'POST',
    path: `${API}/invitations/${tokens.get(invitee.email)}/accept`,
    headers: bearer(invitee),
  }));
}

/**
 * The links' tokens: the service stores them encrypted with its secret, which the benchmark has set; the bare servers store
 * them unencrypted.
 */
async function linksOf(database, invitees, sealer) {
  const { rows } = await database.query(
    `select i.email, mail.id, mail.sealed_token from invitation i
     join invitation_mail mail on mail.organization_id = i.organization_id and mail.invitation_id = i.id
     where i.email = any ($1) and mail.status = 'queued'`,
    [invitees.map(({ email }) => email)],
  );
  const open = (row) => (sealer ? sealer.open(row.sealed_token, row.id) : row.sealed_token).toString();
  return new Map(rows.map((row) => [row.email, open(row)]));
}

function bearer({ token }) {
  return { Authorization: `Bearer ${token}` };
}
