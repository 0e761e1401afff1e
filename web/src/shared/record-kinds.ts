/** The kinds of records that have an owner, in the order of the permission matrix. */
export const OWNED_KINDS = ['leads', 'deals', 'campaigns', 'sequences'] as const;

export type OwnedKind = (typeof OWNED_KINDS)[number];

export const KIND_NAMES: Readonly<Record<OwnedKind, string>> = {
  leads: 'Leads',
  deals: 'Deals',
  campaigns: 'Campaigns',
  sequences: 'Sequences',
};
