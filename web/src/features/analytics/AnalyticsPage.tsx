import { getRouteApi } from '@tanstack/react-router';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { RestrictedPage } from '../../shared/Page';
import { useOrganization, useScope } from '../../shared/use-organization';
import { ReportButton } from './ReportButton';
import { RevenueView } from './RevenueView';
import { SummaryView } from './SummaryView';
import { TeamView } from './TeamView';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

/** Revenue against targets and the team's results; a Member sees their own figures. */
export function AnalyticsPage() {
  const { currency } = useOrganization();
  const scope = useScope('analytics:view');
  const title = scope === 'own' ? 'Your figures' : 'Analytics';
  return (
    <RestrictedPage
      title={title}
      lead={`${scope === 'own' ? 'Your closed-won revenue' : 'Closed-won revenue'}, in ${currency}.`}
      action={<ReportButton />}
      isAllowed={scope !== null}
      reason="Your role doesn’t include analytics."
    >
      {scope === 'all' && (
        <div className="stack stack--wide">
          <SummaryView isOwn={false} />
          <AnalyticsTabs />
        </div>
      )}
      {scope === 'own' && (
        <div className="stack stack--wide">
          <SummaryView isOwn />
          <RevenueView isOwn />
          <TeamView isOwn />
        </div>
      )}
    </RestrictedPage>
  );
}

function AnalyticsTabs() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Tabs
      className="stack"
      selectedKey={tab ?? 'revenue'}
      onSelectionChange={(key) => {
        void navigate({ search: ({ tab: _before, ...rest }) => (key === 'team' ? { ...rest, tab: 'team' } : rest) });
      }}
    >
      <TabList className="tabs" aria-label="Analytics">
        <Tab id="revenue" className="tab">
          Revenue
        </Tab>
        <Tab id="team" className="tab">
          Team
        </Tab>
      </TabList>
      <TabPanel id="revenue" className="panel">
        <RevenueView isOwn={false} />
      </TabPanel>
      <TabPanel id="team" className="panel">
        <TeamView isOwn={false} />
      </TabPanel>
    </Tabs>
  );
}
