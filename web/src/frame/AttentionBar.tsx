import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { seatsQuery } from '../features/billing/queries';
import { creditsQuery } from '../features/credits/queries';
import { PLAN_NAMES } from '../shared/plans';
import { useMay, useOrganization } from '../shared/use-organization';
import { Day } from '../ui/format/Time';
import { count } from '../ui/format/count';
import { mostUrgent, type Attention } from './attention';

/** None of it changes from page to page. */
const A_MINUTE = 60_000;

/** On every page, for owner and admins: a failed payment, too many seats in use, or few credits; the most urgent only. */
export function AttentionBar() {
  return useMay()('seats:view') ? <CurrentAttention /> : null;
}

function CurrentAttention() {
  const { id } = useOrganization();
  const { data: seats } = useQuery({ ...seatsQuery(id), staleTime: A_MINUTE });
  const { data: credits } = useQuery({ ...creditsQuery(id), staleTime: A_MINUTE });
  const attention = mostUrgent(seats, credits);
  if (attention === null) return null;
  const isUrgent = attention.kind !== 'few-credits';
  return (
    <section className={isUrgent ? 'attention attention--urgent' : 'attention'} aria-label="Needs attention">
      <TriangleAlert size={16} aria-hidden />
      <p className="attention__text">
        <AttentionText attention={attention} />
      </p>
      <AttentionAction kind={attention.kind} />
    </section>
  );
}

function AttentionText({ attention }: { readonly attention: Attention }) {
  const { plan, timezone } = useOrganization();
  switch (attention.kind) {
    case 'past-due':
      return (
        <>
          <span className="strong">The last payment failed.</span> The organization switches to Free on{' '}
          <Day at={attention.graceEndsAt} timeZone={timezone} /> unless it is paid.
        </>
      );
    case 'over-seats':
      return (
        <>
          <span className="strong">
            {count(attention.seats, 'seat')} over the limit of {PLAN_NAMES[plan]}.
          </span>{' '}
          No one can be invited or join until seats are freed or the plan is upgraded.
        </>
      );
    case 'no-credits':
      return (
        <>
          <span className="strong">No credits left.</span> The assistant works again when credits are added, or with the
          new period on <Day at={attention.periodEndsAt} timeZone={timezone} />.
        </>
      );
    case 'few-credits':
      return (
        <>
          <span className="strong">
            {attention.left.toLocaleString()} of {count(attention.of, 'credit')} left
          </span>{' '}
          until <Day at={attention.periodEndsAt} timeZone={timezone} />.
        </>
      );
  }
}

const OWNERS_ACTION = {
  'past-due': 'Manage payment',
  'over-seats': 'Upgrade plan',
  'no-credits': 'Add credits',
  'few-credits': 'Add credits',
} as const satisfies Record<Attention['kind'], string>;

/** For the owner a link to where it is solved; an admin can free seats, and else has to ask the owner. */
function AttentionAction({ kind }: { readonly kind: Attention['kind'] }) {
  const { id: organizationId } = useOrganization();
  const may = useMay();
  if (may('billing:manage')) {
    return (
      <Link to="/o/$organizationId/settings/billing" params={{ organizationId }} className="button button--small">
        {OWNERS_ACTION[kind]}
      </Link>
    );
  }
  if (kind === 'over-seats') {
    return (
      <Link to="/o/$organizationId/settings/members" params={{ organizationId }} className="button button--small">
        Review members
      </Link>
    );
  }
  return <span className="small">Ask the owner.</span>;
}
