import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan, Schemas } from '../../../api/client';
import { PLAN_NAMES } from '../../../shared/plans';
import { plansQuery } from '../../../shared/plans-query';
import { refreshOrganization } from '../../../shared/refresh';
import { useOrganization } from '../../../shared/use-organization';
import { Choices } from '../../../ui/form/Choices';
import { Dialog } from '../../../ui/dialog/Dialog';
import { Form } from '../../../ui/form/Form';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { SubmitFoot } from '../../../ui/dialog/Modal';
import { Notice } from '../../../ui/feedback/Notice';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { showToast } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { billingQuery, choosePlan } from '../queries';
import { PlanChangeEffect } from './PlanChangeEffect';
import { creditsOf, outcomeOf, seatsOf } from './plan-text';

interface UpgradePlanDialogProps {
  readonly onClose: () => void;
}

/** The plans with more seats than the current one. */
export function UpgradePlanDialog({ onClose }: UpgradePlanDialogProps) {
  const query = useQuery(plansQuery);
  const { data: plans, error } = query;
  return (
    <Dialog title="Upgrade plan" isOpen onClose={onClose}>
      {plans ? <PlanForm plans={plans.data} onClose={onClose} /> : !error && <LoadingBlock height={220} />}
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
    <Form
      onSubmit={() => {
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
      <SubmitFoot isPending={isPending} onCancel={onClose}>
        Upgrade to {PLAN_NAMES[chosen]}
      </SubmitFoot>
    </Form>
  );
}
