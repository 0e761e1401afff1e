import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toRefusal } from '../../api/problem';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Hint, Notice } from '../../ui/Notice';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { Day } from '../../ui/Time';
import { tell } from '../../ui/toasts';
import { useRefusable } from '../../ui/use-refusable';
import { PLAN_NAMES } from '../../ui/words';
import { billingQuery, openPortal, type Billing } from './queries';

/** How the payment stands, and the way to cards and invoices. */
export function Standing() {
  const { id } = useOrganization();
  const { data: billing, error } = useQuery(billingQuery(id));
  useReturnFromPayment();
  if (error) return <Notice refusal={toRefusal(error)} />;
  if (!billing) {
    return (
      <Loading>
        <Skeleton width="100%" height={72} />
      </Loading>
    );
  }
  return (
    <>
      {billing.status === 'past_due' && <PastDue billing={billing} />}
      <Present billing={billing} />
    </>
  );
}

function Present({ billing }: { readonly billing: Billing }) {
  const { timezone } = useOrganization();
  const { plan, renewsAt, endsAt } = billing;
  return (
    <section className="card card__body row row--apart" aria-label="Present plan">
      <div>
        <p className="strong">{PLAN_NAMES[plan]}</p>
        <p className="small quiet">
          {endsAt !== null && (
            <>
              Ends on <Day at={endsAt} timeZone={timezone} />, then Free
            </>
          )}
          {endsAt === null && renewsAt !== null && (
            <>
              Renews on <Day at={renewsAt} timeZone={timezone} />
            </>
          )}
          {endsAt === null && renewsAt === null && 'Nothing is to be paid'}
        </p>
      </div>
      <ManagePayment billing={billing} />
    </section>
  );
}

function PastDue({ billing: { graceEndsAt } }: { readonly billing: Billing }) {
  const { timezone } = useOrganization();
  return (
    <Hint look="warn">
      <p className="strong">The last payment did not go through</p>
      <p>
        Check the card under “Manage payment”.
        {graceEndsAt !== null && (
          <>
            {' '}
            Until <Day at={graceEndsAt} timeZone={timezone} /> everything goes on as it is, then the organization is on
            Free.
          </>
        )}
      </p>
    </Hint>
  );
}

function ManagePayment({ billing }: { readonly billing: Billing }) {
  const { id } = useOrganization();
  const { run, isPending, refusal } = useRefusable(openPortal, () => null);
  const isLocal = billing.provider === 'local';
  return (
    <div className="stack stack--tight">
      <div className="row">
        {isLocal && <span className="small quiet">Plans are set here without payment</span>}
        <Button
          look={billing.status === 'past_due' ? 'primary' : 'usual'}
          isDisabled={isLocal}
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

/** Back from the payment's page: said once, since the provider's word for it may take a moment. */
function useReturnFromPayment(): void {
  const { checkout } = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => {
    if (checkout === undefined) return;
    tell('Thank you. What you have paid for shows here within a minute.');
    void navigate({ search: {}, replace: true });
  }, [checkout, navigate]);
}
