import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay, useOrganizationId } from '../../shared/use-organization';
import { Tabs } from '../../ui/parts/Tabs';
import { MembersTab } from './MembersTab';
import { InvitationsTab } from './invitations/InvitationsTab';
import type { MemberTab } from './member-search';
import { memberCountsQuery } from './queries';
import { rememberedSearchOf } from './remembered-search';
import { useMemberTab, useShowTab } from './use-member-search';

const TABS: readonly { readonly id: MemberTab; readonly label: string }[] = [
  { id: 'members', label: 'Members' },
  { id: 'invitations', label: 'Invitations' },
  { id: 'removed', label: 'Removed' },
];

const PANELS: Readonly<Record<MemberTab, () => ReactNode>> = {
  members: () => <MembersTab status="active" />,
  invitations: () => <InvitationsTab />,
  removed: () => <MembersTab status="removed" />,
};

/** The members, the invitations and the removed members, each with their number. */
export function MemberTabs() {
  const organizationId = useOrganizationId();
  const selected = useMemberTab();
  const showTab = useShowTab();
  const may = useMay();
  const counts = useCounts();
  const shown = TABS.filter(({ id }) => id !== 'invitations' || may('members:manage'));
  return (
    <Tabs
      label="Members and invitations"
      tabs={shown.map((tab) => ({ ...tab, number: counts?.[tab.id] }))}
      selected={selected}
      onSelect={(id) => {
        // Each tab has the filters that it had before.
        showTab(rememberedSearchOf(organizationId, id));
      }}
    >
      {PANELS[selected]()}
    </Tabs>
  );
}

function useCounts(): Readonly<Record<MemberTab, number>> | undefined {
  const { data } = useQuery(memberCountsQuery(useOrganizationId()));
  if (!data) return undefined;
  const { active, removed, invitations } = data;
  return {
    members: active,
    invitations: (invitations?.pending ?? 0) + (invitations?.expired ?? 0),
    removed,
  };
}
