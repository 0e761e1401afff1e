import { useQuery } from '@tanstack/react-query';
import type { Plan, Schemas } from '../../../api/client';
import { useOrganization } from '../../../shared/use-organization';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Day } from '../../../ui/Time';
import { tell } from '../../../ui/toast-store';
import { useRefusable } from '../../../ui/use-action';
import { PLAN_NAMES } from '../../../ui/words';
import { Holders } from '../seats/SeatHolders';
import { billingQuery, choosePlan, refreshBilling, type Billing } from '../queries';
import { creditsOf, effectOf, outcomeOf, priceOf, seatsOf } from './plan-text';

type PlanDto = Schemas['PlanDto'];

interface ChangePlanDialogProps {
  readonly plan: PlanDto;
  /** All of them, smallest first. */
  readonly plans: readonly PlanDto[];
  readonly onClose: () => void;
}

/** Asks before the plan is changed, and says when the change takes effect and what is charged. */
export function ChangePlanDialog({ plan, plans, onClose }: ChangePlanDialogProps) {
  const { id, plan: current, name } = useOrganization();
  const { data: billing } = useQuery(billingQuery(id));
  const { run, isPending, refusal } = useRefusable(
    (chosen: Plan) => choosePlan(id, chosen),
    async (changed) => {
      if (!changed) return;
      await refreshBilling(id);
      tell(outcomeOf(changed, name));
      onClose();
    },
  );
  const price = priceOf(plan);
  const isKept = plan.id === current;
  return (
    <ConfirmDialog
      title={isKept ? `Keep ${plan.name}?` : `Change to ${plan.name}?`}
      action={isKept ? `Keep ${plan.name}` : `Change to ${plan.name}`}
      look="primary"
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(plan.id);
      }}
    >
      <p>
        {isKept ? `${name} stays on ${plan.name}: ` : `${name} changes from ${PLAN_NAMES[current]} to ${plan.name}: `}
        {seatsOf(plan).toLowerCase()} and {creditsOf(plan)}
        {price === null ? '.' : `, at ${price}.`}
      </p>
      {billing && <WhenInForce billing={billing} chosen={plan.id} plans={plans} />}
      <p className="quiet">
        You keep your credits, and no members are removed. Your members and pending invitations must fit the plan’s
        seats.
      </p>
      <Holders refusal={refusal} />
    </ConfirmDialog>
  );
}

interface WhenInForceProps {
  readonly billing: Billing;
  readonly chosen: Plan;
  readonly plans: readonly PlanDto[];
}

/** When a chosen plan takes effect, and whether something is charged for it now. */
export function WhenInForce({ billing, chosen, plans }: WhenInForceProps) {
  const { timezone } = useOrganization();
  const periodEndsAt = billing.renewsAt ?? billing.endsAt ?? billing.plannedChange?.at ?? null;
  switch (
    effectOf(
      billing,
      chosen,
      plans.map(({ id }) => id),
    )
  ) {
    case 'now':
      return <p>The change takes effect now.</p>;
    case 'stays':
      return <p>The planned change is cancelled. Nothing is charged now.</p>;
    case 'after-checkout':
      return <p>You pay on the next page. The plan starts when the payment is confirmed.</p>;
    case 'charged-now':
      return (
        <p>
          You will be charged now for the rest of the billing period. The plan and its credits change when the payment
          succeeds.
        </p>
      );
    case 'at-period-end':
      return (
        <p>
          The change takes effect at the end of the billing period
          {periodEndsAt !== null && (
            <>
              , on <Day at={periodEndsAt} timeZone={timezone} />
            </>
          )}
          . Until then you keep {PLAN_NAMES[billing.plan]}. Nothing is charged now.
        </p>
      );
  }
}
