import { getRouteApi } from '@tanstack/react-router';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useOrganization, useScope } from '../api/use-organization';
import { Needs } from '../ui/Needs';
import { useTitle } from '../ui/use-title';
import { ReportButton } from './ReportButton';
import { RevenueView } from './RevenueView';
import { TeamView } from './TeamView';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

/** Revenue against targets, and who reached it; a Member sees their own figures. */
export function AnalyticsPage() {
  const { name, currency } = useOrganization();
  const scope = useScope('analytics:view');
  const title = scope === 'own' ? 'Your figures' : 'Analytics';
  useTitle(title, name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>{title}</h1>
          <p className="quiet">
            {scope === 'own' ? 'Deals you have won' : `Deals won in ${name}`}, counted in {currency}.
          </p>
        </div>
        {scope !== null && <ReportButton />}
      </div>
      {scope === null && (
        <div className="card empty">
          <p>Analytics are not open to your role.</p>
          <Needs who="admin" />
        </div>
      )}
      {scope === 'all' && <Everybody />}
      {scope === 'own' && (
        <div className="stack stack--wide">
          <RevenueView isOwn />
          <TeamView isOwn />
        </div>
      )}
    </div>
  );
}

function Everybody() {
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
