import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Plan, Schemas } from '../../../api/client';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { QueryFailed } from '../../../ui/LoadFailed';
import { LoadingBlock } from '../../../ui/Skeleton';
import { billingQuery, plansQuery } from '../queries';
import { ChangePlanDialog } from './ChangePlanDialog';
import { creditsOf, priceOf, seatsOf } from './plan-text';

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
  const isLarger = rankOf(plans, plan.id) > rankOf(plans, current);
  const price = priceOf(plan);
  return (
    <li className={isCurrent ? 'card card__body plan plan--current' : 'card card__body plan'}>
      <div className="row row--apart">
        <h3>{plan.name}</h3>
        {isCurrent && <span className="badge badge--accent">Current plan</span>}
      </div>
      {price !== null && <p className="strong figures">{price}</p>}
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
          variant={isLarger ? 'primary' : 'default'}
          onPress={() => {
            onChoose(plan);
          }}
        >
          {isCurrent ? `Keep ${plan.name}` : `${isLarger ? 'Upgrade' : 'Downgrade'} to ${plan.name}`}
        </Button>
      )}
    </li>
  );
}

function rankOf(plans: readonly PlanDto[], id: Plan): number {
  return plans.findIndex((plan) => plan.id === id);
}
