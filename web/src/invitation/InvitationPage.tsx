import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { toRefusal } from '../api/problem';
import { publicInvitationQuery } from '../api/queries';
import { Loading, Skeleton } from '../ui/Skeleton';
import { useTitle } from '../ui/use-title';
import { Invited } from './Invited';
import { Over } from './Over';

const route = getRouteApi('/invitations/$token');

/** Where the mail's link leads. */
export function InvitationPage() {
  const { token } = route.useParams();
  const { data, error } = useQuery(publicInvitationQuery(token));
  useTitle(data ? `Join ${data.organization.name}` : 'Invitation');
  return (
    <main className="alone">
      <div className="alone__card">
        {data === undefined && error === null && (
          <Loading>
            <div className="stack">
              <Skeleton width={64} height={64} />
              <Skeleton width="70%" height={28} />
              <Skeleton width="100%" height={120} />
            </div>
          </Loading>
        )}
        {error && <Over code={toRefusal(error).code} organization={null} sentence={toRefusal(error).message} />}
        {data && <Invited invitation={data} token={token} />}
      </div>
    </main>
  );
}
