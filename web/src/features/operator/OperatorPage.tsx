import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { LayoutDashboard } from 'lucide-react';
import { NotFoundPage } from '../../shared/NotFoundPage';
import { PersonalPage } from '../../shared/PersonalPage';
import { useRememberSearch } from '../../shared/page-search';
import { useTitle } from '../../shared/use-title';
import { Button } from '../../ui/parts/Button';
import { Tabs } from '../../ui/parts/Tabs';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Notice } from '../../ui/feedback/Notice';
import { AloneSkeleton } from '../../ui/feedback/Skeleton';
import { useAction } from '../../ui/feedback/use-action';
import { OrganizationsTable } from './OrganizationsTable';
import { UsersTable } from './UsersTable';
import { isOperatorQuery, openDashboard } from './queries';

const route = getRouteApi('/signed-in/operator');

const TABS = [
  { id: 'organizations', label: 'Organizations' },
  { id: 'users', label: 'Users' },
] as const;

/** Every organization and user of the platform, for its superadmins; others see the page that says "Page not found". */
export function OperatorPage() {
  const query = useQuery(isOperatorQuery);
  const { data: isOperator, error } = query;
  if (error && isOperator === undefined) {
    return (
      <main className="page">
        <QueryFailed query={query} />
      </main>
    );
  }
  if (isOperator === undefined) return <AloneSkeleton />;
  return isOperator ? <Operator /> : <NotFoundPage />;
}

function Operator() {
  useTitle('Operator');
  useRememberSearch('operator', route.useSearch());
  const { run, isPending, refusal } = useAction(openDashboard, () => null);
  return (
    <PersonalPage width="wide">
      <div className="page__head">
        <div>
          <h1>Operator</h1>
          <p className="quiet">
            All organizations and users on the platform. What you change in an organization appears in its audit log as
            “Support”. <Link to="/account">Your account</Link>
          </p>
        </div>
        <Button
          isPending={isPending}
          onPress={() => {
            run(undefined);
          }}
        >
          <LayoutDashboard size={16} aria-hidden />
          Job dashboard
        </Button>
      </div>
      <div className="stack">
        {refusal && <Notice refusal={refusal} />}
        <OperatorTabs />
      </div>
    </PersonalPage>
  );
}

function OperatorTabs() {
  const { tab = 'organizations' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Tabs
      label="Operator"
      tabs={TABS}
      selected={tab}
      onSelect={(id) => {
        void navigate({ search: id === 'users' ? { tab: id } : {} });
      }}
    >
      {tab === 'users' ? <UsersTable /> : <OrganizationsTable />}
    </Tabs>
  );
}
