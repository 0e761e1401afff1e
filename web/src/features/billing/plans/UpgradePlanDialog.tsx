import { useQuery } from '@tanstack/react-query';
import { refreshOrganization } from '../../../shared/refresh';
import { useState } from 'react';
import type { Plan, Schemas } from '../../../api/client';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { Choices } from '../../../ui/Choices';
import { Dialog, DialogFoot } from '../../../ui/Dialog';
import { QueryFailed } from '../../../ui/LoadFailed';
import { Notice } from '../../../ui/Notice';
import { Loading, Skeleton } from '../../../ui/Skeleton';
import { showToast } from '../../../ui/toast-store';
import { useAction } from '../../../ui/use-action';
import { billingQuery, choosePlan, plansQuery } from '../queries';
import { creditsOf, outcomeOf, seatsOf } from './plan-text';
import { PLAN_NAMES } from '../../../shared/plans';
import { PlanChangeEffect } from './PlanChangeEffect';

interface UpgradePlanDialogProps {
  readonly onClose: () => void;
}

/** The plans with more seats than the current one. */
export function UpgradePlanDialog({ onClose }: UpgradePlanDialogProps) {
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
  const { run, isPending, refusal } = useAction(
    (plan: Plan) => choosePlan(id, plan),
    async (changed) => {
      if (!changed) return;
      await refreshOrganization(id);
      showToast(outcomeOf(changed, name));
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
      {billing && <PlanChangeEffect billing={billing} chosen={chosen} plans={plans} />}
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          Upgrade to {PLAN_NAMES[chosen]}
        </Button>
      </DialogFoot>
    </form>
  );
}
