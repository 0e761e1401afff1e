import { getRouteApi } from '@tanstack/react-router';
import { RestrictedPage } from '../../shared/Page';
import { useRememberSearch } from '../../shared/page-search';
import { useOrganization, useScope } from '../../shared/use-organization';
import { Tabs } from '../../ui/parts/Tabs';
import { ReportButton } from './ReportButton';
import { RevenueView } from './RevenueView';
import { SummaryView } from './SummaryView';
import { TeamView } from './TeamView';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const TABS = [
  { id: 'revenue', label: 'Revenue' },
  { id: 'team', label: 'Team' },
] as const;

/** Revenue against targets and the team's results; a Member sees their own figures. */
export function AnalyticsPage() {
  const { currency } = useOrganization();
  useRememberSearch('analytics', route.useSearch());
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
      label="Analytics"
      tabs={TABS}
      selected={tab ?? 'revenue'}
      onSelect={(id) => {
        void navigate({ search: ({ tab: _before, ...rest }) => (id === 'team' ? { ...rest, tab: id } : rest) });
      }}
    >
      {tab === 'team' ? <TeamView isOwn={false} /> : <RevenueView isOwn={false} />}
    </Tabs>
  );
}
