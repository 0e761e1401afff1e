import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../shared/organization-queries';
import { useTitle } from '../../shared/use-title';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { DemoData } from '../demo/DemoData';
import { ReceivedInvitation } from '../invitations/accept/ReceivedInvitation';
import { ownInvitationsQuery } from '../invitations/accept/queries';
import { CreateOrganizationDialog } from './CreateOrganizationDialog';

/** The first page of a person without an organization. */
export function WelcomePage() {
  useTitle('Welcome');
  const { data: me } = useSuspenseQuery(meQuery);
  const query = useQuery(ownInvitationsQuery);
  const { data: invitations, error } = query;
  const [isCreating, setIsCreating] = useState(false);
  return (
    <main className="standalone">
      <div className="standalone__card stack stack--wide">
        <div className="stack stack--tight">
          <h1>Welcome, {me.name}</h1>
          <p className="quiet">Create an organization for your team, or join one you’ve been invited to.</p>
        </div>
        <section className="stack stack--tight" aria-labelledby="open-invitations">
          <h2 id="open-invitations">Invitations</h2>
          <QueryFailed query={query} />
          {!invitations && !error && <LoadingBlock height={76} />}
          {invitations?.data.length === 0 && (
            <p className="quiet">No pending invitations for {me.emails.join(' or ')}. New invitations appear here.</p>
          )}
          <ul className="stack stack--tight">
            {invitations?.data.map((invitation) => (
              <ReceivedInvitation key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </section>
        <div className="row">
          <Button
            variant={invitations?.data.length ? 'default' : 'primary'}
            onPress={() => {
              setIsCreating(true);
            }}
          >
            Create organization
          </Button>
          <Link to="/account" className="button button--plain">
            Your account
          </Link>
        </div>
        <DemoData />
      </div>
      <CreateOrganizationDialog
        isOpen={isCreating}
        onClose={() => {
          setIsCreating(false);
        }}
      />
    </main>
  );
}
