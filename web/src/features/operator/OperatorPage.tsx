import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LayoutDashboard } from 'lucide-react';
import { NotFoundPage } from '../../shared/NotFoundPage';
import { PersonalPage } from '../../shared/PersonalPage';
import { useTitle } from '../../shared/use-title';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Notice } from '../../ui/feedback/Notice';
import { AloneSkeleton } from '../../ui/feedback/Skeleton';
import { useAction } from '../../ui/feedback/use-action';
import { OrganizationsTable } from './OrganizationsTable';
import { isOperatorQuery, openDashboard } from './queries';

/** Every organization of the platform, for its superadmins; others see the page that says "Page not found". */
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
  const { run, isPending, refusal } = useAction(openDashboard, () => null);
  return (
    <PersonalPage width="wide">
      <div className="page__head">
        <div>
          <h1>Operator</h1>
          <p className="quiet">
            All organizations on the platform. Changes you make appear in their audit logs as “Support”.{' '}
            <Link to="/account">Your account</Link>
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
        <OrganizationsTable />
      </div>
    </PersonalPage>
  );
}
