import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useOrganization } from '../../shared/use-organization';
import { Button, IconButton } from '../../ui/parts/Button';
import { seatsQuery } from '../billing/queries';
import { hasRecordsQuery } from './queries';

interface StepsProps {
  /** Opens the dialog that invites people. */
  readonly onInvite: () => void;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** The steps, and how many are done. */
export function Steps({ onInvite, onDone, onDismiss }: StepsProps) {
  const { name } = useOrganization();
  const steps = useSteps(onInvite);
  const done = steps.filter(({ isDone }) => isDone).length;
  const isComplete = done === steps.length;
  useEffect(() => {
    if (isComplete) onDone();
  }, [isComplete, onDone]);
  return isComplete ? null : (
    <section className="card card__body stack" aria-label="Getting started">
      <div className="row row--apart row--tight">
        <div className="wraps">
          <h2>Welcome to {name}</h2>
          <p className="small quiet">
            {done} of {steps.length} steps done
          </p>
        </div>
        <IconButton label="Dismiss" onPress={onDismiss}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <ol className="start-steps">
        {steps.map(({ title, isDone, action }) => (
          <li key={title} className="start-step">
            <span className={isDone ? 'start-step__sign start-step__sign--done' : 'start-step__sign'}>
              {isDone && <Check size={14} aria-hidden />}
            </span>
            <span className={isDone ? 'start-step__title quiet' : 'start-step__title'}>
              {title}
              {isDone && <span className="visually-hidden"> (done)</span>}
            </span>
            {!isDone && action}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Step {
  readonly title: string;
  readonly isDone: boolean;
  readonly action: ReactNode;
}

/** The steps, as the organization's own data has them. */
function useSteps(onInvite: () => void): Step[] {
  const { id, logoUrl, revenueTargets } = useOrganization();
  const { data: seats } = useQuery(seatsQuery(id));
  const { data: hasRecords } = useQuery(hasRecordsQuery(id));
  const params = { organizationId: id };
  const settings = (label: string) => (
    <Link to="/o/$organizationId/settings/organization" params={params} className="button button--small">
      {label}
    </Link>
  );
  return [
    { title: 'Add your logo', isDone: logoUrl !== null, action: settings('Add logo') },
    {
      title: 'Set a revenue target',
      isDone: revenueTargets.monthly !== null || revenueTargets.quarterly !== null,
      action: settings('Set target'),
    },
    {
      title: 'Invite your team',
      isDone: (seats?.used ?? 1) > 1,
      action: (
        <Button size="small" onPress={onInvite}>
          Invite
        </Button>
      ),
    },
    {
      title: 'Add your first deal, or import your data',
      isDone: hasRecords === true,
      action: (
        <Link to="/o/$organizationId/settings/import" params={params} className="button button--small">
          Import
        </Link>
      ),
    },
  ];
}
