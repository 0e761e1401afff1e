import type { Plan, Schemas } from '../../../api/client';
import { PLAN_NAMES } from '../../../shared/plans';
import { useOrganization } from '../../../shared/use-organization';
import { Day } from '../../../ui/format/Time';
import type { Billing } from '../queries';
import { effectOf } from './plan-text';

interface PlanChangeEffectProps {
  readonly billing: Billing;
  readonly chosen: Plan;
  readonly plans: readonly Schemas['PlanDto'][];
}

/** When a chosen plan takes effect, and whether something is charged for it now. */
export function PlanChangeEffect({ billing, chosen, plans }: PlanChangeEffectProps) {
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
