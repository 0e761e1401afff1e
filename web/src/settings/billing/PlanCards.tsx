import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Plan, Schemas } from '../../api/client';
import { plansQuery } from '../../api/queries';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { QueryFailed } from '../../ui/LoadFailed';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { tell } from '../../ui/toasts';
import { useRefusable } from '../../ui/use-refusable';
import { PLAN_NAMES } from '../../ui/words';
import { Holders } from './Holders';
import { choosePlan, refreshBilling } from './queries';
import { creditsOf, priceOf, seatsOf } from './words';

type PlanDto = Schemas['PlanDto'];

/** What there is to choose among. */
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
        !error && (
          <Loading>
            <Skeleton width="100%" height={196} />
          </Loading>
        )
      )}
      <QueryFailed query={query} />
      {chosen && (
        <ChangeDialog
          plan={chosen}
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
  const { plan: current } = useOrganization();
  const isCurrent = plan.id === current;
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
      {!isCurrent && (
        <Button
          look={isLarger ? 'primary' : 'usual'}
          onPress={() => {
            onChoose(plan);
          }}
        >
          {isLarger ? 'Upgrade' : 'Change'} to {plan.name}
        </Button>
      )}
    </li>
  );
}

function rankOf(plans: readonly PlanDto[], id: Plan): number {
  return plans.findIndex((plan) => plan.id === id);
}

function ChangeDialog({ plan, onClose }: { readonly plan: PlanDto; readonly onClose: () => void }) {
  const { id, plan: current, name } = useOrganization();
  const { run, isPending, refusal } = useRefusable(
    (chosen: Plan) => choosePlan(id, chosen),
    async (isSet) => {
      if (!isSet) return;
      await refreshBilling(id);
      tell(`${name} is on ${plan.name} now.`);
      onClose();
    },
  );
  const price = priceOf(plan);
  return (
    <ConfirmDialog
      title={`Change to ${plan.name}?`}
      action={`Choose ${plan.name}`}
      look="primary"
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(plan.id);
      }}
    >
      <p>
        {name} leaves {PLAN_NAMES[current]} for {seatsOf(plan).toLowerCase()} and {creditsOf(plan)}
        {price === null ? '.' : `, at ${price}.`}
      </p>
      <p className="quiet">
        No credits are taken away, and nobody is removed: a plan with too few seats for those who are here is refused.
      </p>
      <Holders refusal={refusal} />
    </ConfirmDialog>
  );
}
