import type { Schemas } from '../api/client';

/** The organization that this tab has shown last; null after a reload. */
let lastShown: string | null = null;

export function setLastOrganization(organizationId: string): void {
  lastShown = organizationId;
}

/** The organization to go back to: the one that this tab has shown last, or the active one; null without any. */
export function lastOrganizationOf({ organizations, activeOrganizationId }: Schemas['MeDto']) {
  const find = (id: string | null) => organizations.find((organization) => organization.id === id);
  return find(lastShown) ?? find(activeOrganizationId) ?? organizations[0] ?? null;
}
