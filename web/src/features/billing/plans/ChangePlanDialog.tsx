import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Plan, Schemas } from '../../../api/client';
import { PLAN_NAMES } from '../../../shared/plans';
import { refreshOrganization } from '../../../shared/refresh';
import { useOrganization } from '../../../shared/use-organization';
import { ConfirmDialog } from '../../../ui/dialog/ConfirmDialog';
import { Hint } from '../../../ui/feedback/Notice';
import { showToast } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { billingQuery, choosePlan } from '../queries';
import { SeatHolders } from '../seats/SeatHolders';
import { PlanChangeEffect } from './PlanChangeEffect';
import { creditsOf, outcomeOf, priceOf, seatsMissing, seatsOf } from './plan-text';

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
  const { run, isPending, refusal } = useAction(
    (chosen: Plan) => choosePlan(id, chosen),
    async (changed) => {
      if (!changed) return;
      await refreshOrganization(id);
      showToast(outcomeOf(changed, name));
      onClose();
    },
  );
  const price = priceOf(plan);
  const isKept = plan.id === current;
  const missing = billing && !isKept ? seatsMissing(plan, billing.seats.used) : null;
  return (
    <ConfirmDialog
      title={isKept ? `Keep ${plan.name}?` : `Change to ${plan.name}?`}
      action={isKept ? `Keep ${plan.name}` : `Change to ${plan.name}`}
      variant="primary"
      isDisabled={missing !== null}
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
      {missing !== null && <TooFewSeats sentence={missing} />}
      {billing && missing === null && <PlanChangeEffect billing={billing} chosen={plan.id} plans={plans} />}
      {missing === null && (
        <p className="quiet">
          You keep your credits, and no members are removed. Your members and pending invitations must fit the plan’s
          seats.
        </p>
      )}
      <SeatHolders refusal={refusal} />
    </ConfirmDialog>
  );
}

function TooFewSeats({ sentence }: { readonly sentence: string }) {
  const { id: organizationId } = useOrganization();
  return (
    <Hint
      variant="warn"
      action={
        <Link className="button" to="/o/$organizationId/settings/members" params={{ organizationId }}>
          View members
        </Link>
      }
    >
      {sentence}
    </Hint>
  );
}
