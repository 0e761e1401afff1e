import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Plan, type Schemas } from '../../api/client';
import { meQuery, plansQuery } from '../../api/queries';
import { organizationKey, queryClient } from '../../api/query-client';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import { Dialog, DialogFoot } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { tell } from '../../ui/toasts';
import { useRefusable } from '../../ui/use-refusable';
import { count, PLAN_NAMES } from '../../ui/words';

interface PlanDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The plans with more seats than the present one. */
export function PlanDialog({ isOpen, onClose }: PlanDialogProps) {
  const { data: plans } = useQuery(plansQuery);
  return (
    <Dialog title="Upgrade plan" isOpen={isOpen} onClose={onClose}>
      {plans ? (
        <PlanForm plans={plans.data} onClose={onClose} />
      ) : (
        <Loading>
          <Skeleton width="100%" height={220} />
        </Loading>
      )}
    </Dialog>
  );
}

interface PlanFormProps {
  readonly plans: readonly Schemas['PlanDto'][];
  readonly onClose: () => void;
}

function PlanForm({ plans, onClose }: PlanFormProps) {
  const { id, plan: current } = useOrganization();
  const larger = plans.slice(plans.findIndex((plan) => plan.id === current) + 1);
  const [chosen, setChosen] = useState<Plan>(larger[0]?.id ?? current);
  const { run, isPending, refusal } = useRefusable(
    (plan: Plan) => choose(id, plan),
    async (_answer, plan) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: organizationKey(id) }),
        queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]);
      tell(`The organization is on ${PLAN_NAMES[plan]} now.`);
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
        label={`You are on ${PLAN_NAMES[current]}`}
        value={chosen}
        onChange={setChosen}
        options={larger.map((plan) => ({
          value: plan.id,
          label: plan.name,
          hint: `${plan.seats === null ? 'Unlimited seats' : count(plan.seats, 'seat')}, ${plan.monthlyCredits.toLocaleString()} credits a month`,
        }))}
      />
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isPending={isPending}>
          Choose {PLAN_NAMES[chosen]}
        </Button>
      </DialogFoot>
    </form>
  );
}

function choose(organizationId: string, plan: Plan) {
  return answerOf(
    api.PUT('/api/v1/organizations/{organizationId}/billing/plan', {
      params: { path: { organizationId } },
      body: { plan },
    }),
  );
}
