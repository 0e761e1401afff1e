import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { PLAN_NAMES } from '../../shared/plans';
import { refreshOrganization } from '../../shared/refresh';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Hint, Notice } from '../../ui/feedback/Notice';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { Day } from '../../ui/format/Time';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { billingQuery, openPortal, type Billing } from './queries';

/** The current plan with the state of its payment, and the link to cards and invoices. */
export function SubscriptionState() {
  const { id } = useOrganization();
  const query = useBilling(id);
  const { data: billing } = query;
  if (query.error) return <QueryFailed query={query} />;
  if (!billing) return <LoadingBlock height={72} />;
  return (
    <>
      {billing.status === 'past_due' && <PastDue billing={billing} />}
      {billing.plannedChange?.at === null && (
        <Hint variant="warn">
          <p className="strong">The payment for {PLAN_NAMES[billing.plannedChange.plan]} failed</p>
          <p>
            Pay the open invoice under “Manage payment”, or choose the plan again after updating your card. Until it is
            paid, you keep {PLAN_NAMES[billing.plan]}.
          </p>
        </Hint>
      )}
      <CurrentPlan billing={billing} />
    </>
  );
}

function CurrentPlan({ billing }: { readonly billing: Billing }) {
  const { timezone } = useOrganization();
  const { plan, renewsAt, endsAt, plannedChange } = billing;
  return (
    <section className="card card__body row row--apart" aria-label="Current plan">
      <div>
        <p className="strong">{PLAN_NAMES[plan]}</p>
        <p className="small quiet">
          {endsAt !== null && (
            <>
              Ends on <Day at={endsAt} timeZone={timezone} />, then switches to Free
            </>
          )}
          {endsAt === null && renewsAt !== null && (
            <>
              Renews on <Day at={renewsAt} timeZone={timezone} />
              {plannedChange?.at && ` as ${PLAN_NAMES[plannedChange.plan]}`}
            </>
          )}
          {endsAt === null && renewsAt === null && 'No payment due'}
        </p>
      </div>
      <ManagePayment billing={billing} />
    </section>
  );
}

function PastDue({ billing: { plan, graceEndsAt } }: { readonly billing: Billing }) {
  const { timezone } = useOrganization();
  return (
    <Hint variant="warn">
      <p className="strong">Your last payment failed</p>
      <p>
        Update your card under “Manage payment”
        {graceEndsAt === null ? (
          '.'
        ) : (
          <>
            {' '}
            by <Day at={graceEndsAt} timeZone={timezone} /> to stay on {PLAN_NAMES[plan]}. After that, the organization
            switches to Free.
          </>
        )}
      </p>
    </Hint>
  );
}

function ManagePayment({ billing }: { readonly billing: Billing }) {
  const { id } = useOrganization();
  const { run, isPending, refusal } = useAction(openPortal, () => null);
  // Nothing is paid for.
  if (billing.provider === 'local') return <span className="small quiet">Plan changes are free here</span>;
  return (
    <div className="stack stack--tight">
      <div className="row">
        <Button
          variant={billing.status === 'past_due' ? 'primary' : 'default'}
          isPending={isPending}
          onPress={() => {
            run(id);
          }}
        >
          Manage payment
        </Button>
      </div>
      {refusal && <Notice refusal={refusal} />}
    </div>
  );
}

const route = getRouteApi('/signed-in/o/$organizationId/settings/billing');

/** How often, and for how long, the billing is read after a payment. */
const POLL_EVERY_MS = 2_000;
const POLL_FOR_MS = 60_000;

/** The billing. After a return from the payment page it is read again until the payment has taken effect. */
function useBilling(organizationId: string) {
  const isAwaiting = useReturnFromPayment();
  const query = useQuery({ ...billingQuery(organizationId), refetchInterval: isAwaiting ? POLL_EVERY_MS : false });
  const state = query.data && `${query.data.plan} ${query.data.credits.balance}`;
  const [first, setFirst] = useState(state);
  if (first === undefined && state !== undefined) setFirst(state);
  const hasChanged = isAwaiting && first !== undefined && state !== first;
  useEffect(() => {
    if (hasChanged) void refreshOrganization(organizationId);
  }, [hasChanged, state, organizationId]);
  return query;
}

/** @returns whether the person has just returned from the payment page, and the payment may not have taken effect yet */
function useReturnFromPayment(): boolean {
  const { checkout } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAwaiting, setIsAwaiting] = useState(checkout !== undefined);
  useEffect(() => {
    if (checkout === undefined) return;
    showToast('Thank you. It can take a minute until your payment shows here.');
    // Shown once: a reload is not another payment.
    void navigate({ search: {}, replace: true });
  }, [checkout, navigate]);
  useEffect(() => {
    if (!isAwaiting) return;
    const timer = setTimeout(() => {
      setIsAwaiting(false);
    }, POLL_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isAwaiting]);
  return isAwaiting;
}
