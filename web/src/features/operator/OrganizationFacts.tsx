import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PLAN_NAMES } from '../../shared/plans';
import { CopyButton } from '../../ui/parts/CopyButton';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { Ago, Day } from '../../ui/format/Time';
import { SUBSCRIPTION_STATUS } from './subscription-status';
import { platformOrganizationQuery, type PlatformBilling } from './queries';

/** The state of an organization: plan and payment, seats, credits and the last activity. */
export function OrganizationFacts({ organizationId }: { readonly organizationId: string }) {
  const query = useQuery(platformOrganizationQuery(organizationId));
  const { data: organization, error } = query;
  if (error && !organization) return <QueryFailed query={query} />;
  if (!organization?.billing) return <LoadingBlock height={148} />;
  const { billing, owner, lastActiveAt, createdAt, id } = organization;
  return (
    <div className="stack stack--tight">
      <dl className="fact-grid">
        <Fact name="Plan">
          {PLAN_NAMES[billing.plan]} · {SUBSCRIPTION_STATUS[billing.status]}
          <GraceOrEnd billing={billing} />
        </Fact>
        <Fact name="Seats">
          {billing.seats.used.toLocaleString()} of {billing.seats.limit?.toLocaleString() ?? 'unlimited'}
          {billing.seats.over && <span className="badge badge--warn">Over the limit</span>}
        </Fact>
        <Fact name="Credits">{billing.credits.unlimited ? 'Unlimited' : billing.credits.balance.toLocaleString()}</Fact>
        <Fact name="Last activity">{lastActiveAt === null ? 'Never' : <Ago at={lastActiveAt} />}</Fact>
        <Fact name="Owner">{owner ? `${owner.name} (${owner.email})` : 'No owner'}</Fact>
        <Fact name="Created">
          <Day at={createdAt} />
        </Fact>
      </dl>
      <div className="row">
        <CopyButton text={id} size="small">
          Copy ID
        </CopyButton>
      </div>
    </div>
  );
}

function GraceOrEnd({ billing: { status, graceEndsAt, endsAt } }: { readonly billing: PlatformBilling }) {
  const at = status === 'past_due' ? graceEndsAt : endsAt;
  if (at === null) return null;
  return (
    <span className="small quiet">
      {' '}
      until <Day at={at} />
    </span>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
