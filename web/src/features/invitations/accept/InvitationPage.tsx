import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { toRefusal } from '../../../problem/problem';
import { useTitle } from '../../../shared/use-title';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { Loading, Skeleton } from '../../../ui/feedback/Skeleton';
import { isClosed, ClosedInvitation } from './ClosedInvitation';
import { InvitationDetails } from './InvitationDetails';
import { publicInvitationQuery } from './queries';

const route = getRouteApi('/invitations/$token');

/** The page that the link in the email opens. */
export function InvitationPage() {
  const { token } = route.useParams();
  const query = useQuery(publicInvitationQuery(token));
  const { data, error } = query;
  useTitle(data ? `Join ${data.organization.name}` : 'Invitation');
  return (
    <main className="standalone">
      <div className="standalone__card">
        {data === undefined && error === null && (
          <Loading>
            <div className="stack">
              <Skeleton width={64} height={64} />
              <Skeleton width="70%" height={28} />
              <Skeleton width="100%" height={120} />
            </div>
          </Loading>
        )}
        {error &&
          (isClosed(toRefusal(error).code) ? (
            <ClosedInvitation code={toRefusal(error).code} organization={null} />
          ) : (
            <div className="stack">
              <h1>Invitation</h1>
              <QueryFailed query={query} />
            </div>
          ))}
        {data && <InvitationDetails invitation={data} token={token} />}
      </div>
    </main>
  );
}
