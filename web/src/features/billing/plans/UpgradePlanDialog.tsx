import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan, Schemas } from '../../../api/client';
import { plansQuery } from '../../../api/queries';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { Choices } from '../../../ui/Choices';
import { Dialog, DialogFoot } from '../../../ui/Dialog';
import { QueryFailed } from '../../../ui/LoadFailed';
import { Notice } from '../../../ui/Notice';
import { Loading, Skeleton } from '../../../ui/Skeleton';
import { tell } from '../../../ui/toast-store';
import { useRefusable } from '../../../ui/use-action';
import { PLAN_NAMES } from '../../../ui/words';
import { WhenInForce } from './ChangePlanDialog';
import { billingQuery, choosePlan, refreshBilling } from '../queries';
import { creditsOf, outcomeOf, seatsOf } from './plan-text';

interface PlanDialogProps {
  readonly onClose: () => void;
}

/** The plans with more seats than the current one. */
export function PlanDialog({ onClose }: PlanDialogProps) {
  const query = useQuery(plansQuery);
  const { data: plans, error } = query;
  return (
    <Dialog title="Upgrade plan" isOpen onClose={onClose}>
      {plans ? (
        <PlanForm plans={plans.data} onClose={onClose} />
      ) : (
        !error && (
          <Loading>
            <Skeleton width="100%" height={220} />
          </Loading>
        )
      )}
      <QueryFailed query={query} />
    </Dialog>
  );
}

interface PlanFormProps {
  readonly plans: readonly Schemas['PlanDto'][];
  readonly onClose: () => void;
}

function PlanForm({ plans, onClose }: PlanFormProps) {
  const { id, plan: current, name } = useOrganization();
  const { data: billing } = useQuery(billingQuery(id));
  const larger = plans.slice(plans.findIndex((plan) => plan.id === current) + 1);
  const [chosen, setChosen] = useState<Plan>(larger[0]?.id ?? current);
  const { run, isPending, refusal } = useRefusable(
    (plan: Plan) => choosePlan(id, plan),
    async (changed) => {
      if (!changed) return;
      await refreshBilling(id);
      tell(outcomeOf(changed, name));
      onClose();
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run(chosen);
      }}
    >
      <Choices
        label={`Current plan: ${PLAN_NAMES[current]}`}
        value={chosen}
        onChange={setChosen}
        options={larger.map((plan) => ({
          value: plan.id,
          label: plan.name,
          hint: `${seatsOf(plan)}, ${creditsOf(plan)}`,
        }))}
      />
      {billing && <WhenInForce billing={billing} chosen={chosen} plans={plans} />}
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isPending={isPending}>
          Upgrade to {PLAN_NAMES[chosen]}
        </Button>
      </DialogFoot>
    </form>
  );
}
