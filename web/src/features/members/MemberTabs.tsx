import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useMay, useOrganizationId } from '../../shared/use-organization';
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
      className="stack"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = shown.find(({ id }) => id === key);
        // Each tab has the filters that it had before.
        if (tab && tab.id !== selected) showTab(rememberedSearchOf(organizationId, tab.id));
      }}
    >
      <TabList className="tabs" aria-label="Members and invitations">
        {shown.map(({ id, label }) => (
          <CountedTab key={id} id={id} label={label} number={counts?.[id]} />
        ))}
      </TabList>
      {shown.map(({ id }) => (
        <TabPanel key={id} id={id} className="panel">
          {PANELS[id]()}
        </TabPanel>
      ))}
    </Tabs>
  );
}

interface CountedTabProps {
  readonly id: MemberTab;
  readonly label: string;
  readonly number: number | undefined;
}

/** The name of the tab is its label alone; the number describes it. */
function CountedTab({ id, label, number }: CountedTabProps) {
  const describedBy = useId();
  return (
    <Tab id={id} className="tab" aria-describedby={describedBy}>
      {label}
      <span id={describedBy} className="tab__count" aria-hidden>
        {number === undefined ? '' : number.toLocaleString()}
      </span>
    </Tab>
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
