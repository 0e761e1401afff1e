import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Member, Schemas } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { Moment } from '../../../ui/format/Time';
import { EventSentence } from '../../audit-log/EventSentence';
import { useMembersTable } from '../table-context';
import { memberHistoryQuery } from './queries';

type AuditEvent = Schemas['AuditEventDto'];

/** What was done to the member since they joined, by whom and when. */
export function MemberHistory({ member }: { readonly member: Member }) {
  const organizationId = useOrganizationId();
  const pages = useInfiniteQuery(memberHistoryQuery(organizationId, member.id));
  const events = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section className="stack stack--tight" aria-label="History">
      <h3>History</h3>
      <QueryFailed query={pages} />
      {pages.isPending && <LoadingBlock height={120} />}
      <ol className="stack stack--tight">
        {events.map((event) => (
          <HistoryItem key={event.id} event={event} />
        ))}
        {/* The events of joining are about the invitation or the organization, and not about the member. */}
        {pages.data && !pages.hasNextPage && !events.some(isAddition) && <Joined member={member} />}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button size="small" isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            Show earlier events
          </Button>
        </div>
      )}
      <p>
        <Link to="/o/$organizationId/settings/audit-log" params={{ organizationId }} search={{ target: member.id }}>
          All events
        </Link>
      </p>
    </section>
  );
}

function isAddition({ action }: AuditEvent): boolean {
  return action === 'member.added';
}

function Joined({ member: { name, joinedAt } }: { readonly member: Member }) {
  const { timezone } = useMembersTable();
  return (
    <li>
      <p>
        <b className="strong">{name}</b> joined
      </p>
      <p className="small quiet">
        <Moment at={joinedAt} timeZone={timezone} />
      </p>
    </li>
  );
}

function HistoryItem({ event }: { readonly event: AuditEvent }) {
  const { timezone } = useMembersTable();
  return (
    <li>
      <p>
        <EventSentence event={event} search={undefined} />
      </p>
      <p className="small quiet">
        <Moment at={event.at} timeZone={timezone} />
      </p>
    </li>
  );
}
