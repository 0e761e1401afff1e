import { randomUUID } from 'node:crypto';

/** The reads of an organization's records; each connection has its own caller. */
export function recordReadsOf(callers, connections) {
  const admins = callers.filter(({ role }) => role === 'owner' || role === 'admin');
  const each = (list, end) =>
    Array.from({ length: connections }, (_, index) => {
      const caller = list[index % list.length];
      return { path: pathOf(caller, end(caller)), headers: bearer(caller) };
    });
  return [
    { name: 'newest leads, ten', set: 'newest leads', requests: each(admins, () => 'leads?limit=10') },
    { name: 'leads by name, ten', set: 'leads by name', requests: each(admins, () => 'leads?limit=10&sort=name') },
    {
      name: 'own leads, ten',
      set: 'own leads',
      requests: each(callers, ({ id }) => `leads?limit=10&ownerId=${id}`),
    },
    { name: 'records by owner', set: 'records by owner', requests: each(admins, () => 'records/owners') },
  ];
}

/** Each writes a record, its audit event and the hand-over of what follows from it. */
export function createLeads(callers, count) {
  const sellers = callers.filter(({ role }) => role !== 'viewer');
  return Array.from({ length: count }, (_, index) => {
    const caller = sellers[index % sellers.length];
    return {
      method: 'POST',
      path: pathOf(caller, 'leads'),
      headers: { ...bearer(caller), 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `Lead ${randomUUID()}`, company: 'Example' }),
    };
  });
}

function pathOf({ organizationId }, end) {
  return `/api/v1/organizations/${organizationId}/${end}`;
}

function bearer({ token }) {
  return { Authorization: `Bearer ${token}` };
}
