import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Plan, Schemas } from '../../../api/client';
import { plansQuery } from '../../../shared/plans-query';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { billingQuery } from '../queries';
import { ChangePlanDialog } from './ChangePlanDialog';
import { creditsOf, priceLabelOf, seatsOf } from './plan-text';

type PlanDto = Schemas['PlanDto'];

/** The plans to choose from. */
export function PlanCards() {
  const query = useQuery(plansQuery);
  const { data: plans, error } = query;
  const [chosen, setChosen] = useState<PlanDto | null>(null);
  return (
    <section className="stack stack--tight" aria-label="Plans">
      <h2>Plans</h2>
      {plans ? (
        <ul className="plans">
          {plans.data.map((plan) => (
            <PlanCard key={plan.id} plan={plan} plans={plans.data} onChoose={setChosen} />
          ))}
        </ul>
      ) : (
        !error && <LoadingBlock height={196} />
      )}
      <QueryFailed query={query} />
      {chosen && (
        <ChangePlanDialog
          plan={chosen}
          plans={plans?.data ?? []}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </section>
  );
}

interface PlanCardProps {
  readonly plan: PlanDto;
  readonly plans: readonly PlanDto[];
  readonly onChoose: (plan: PlanDto) => void;
}

function PlanCard({ plan, plans, onChoose }: PlanCardProps) {
  const { id, plan: current } = useOrganization();
  const { data: billing } = useQuery(billingQuery(id));
  const isCurrent = plan.id === current;
  // Another plan is scheduled, which can be undone.
  const isEnding = isCurrent && Boolean(billing?.plannedChange ?? billing?.endsAt);
  const steps = rankOf(plans, plan.id) - rankOf(plans, current);
  const isLarger = steps > 0;
  return (
    <li className={isCurrent ? 'card card__body plan plan--current' : 'card card__body plan'}>
      <h3>{plan.name}</h3>
      <p className="strong figures">{billing ? priceLabelOf(plan, billing.provider) : '\u00a0'}</p>
      <ul className="plan__offers small">
        {[seatsOf(plan), creditsOf(plan)].map((offer) => (
          <li key={offer} className="row">
            <Check size={14} aria-hidden />
            {offer}
          </li>
        ))}
      </ul>
      {(!isCurrent || isEnding) && (
        <Button
          // One primary button: the next larger plan is what most look for.
          variant={steps === 1 ? 'primary' : 'default'}
          onPress={() => {
            onChoose(plan);
          }}
        >
          {isCurrent ? `Keep ${plan.name}` : `${isLarger ? 'Upgrade' : 'Downgrade'} to ${plan.name}`}
        </Button>
      )}
      {isCurrent && !isEnding && <p className="plan__current">Current plan</p>}
    </li>
  );
}

function rankOf(plans: readonly PlanDto[], id: Plan): number {
  return plans.findIndex((plan) => plan.id === id);
}
