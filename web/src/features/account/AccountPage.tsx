import { useSuspenseQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useSignOut } from '../../session/sign-out';
import { meQuery } from '../../shared/organization-queries';
import { PersonalPage } from '../../shared/PersonalPage';
import { useTitle } from '../../shared/use-title';
import { PersonAvatar } from '../../ui/parts/Avatar';
import { Button } from '../../ui/parts/Button';
import { useAction } from '../../ui/feedback/use-action';
import { OperatorLink } from '../operator/OperatorLink';
import { AppearanceChoice } from './AppearanceChoice';
import { DeletedOrganizations } from './DeletedOrganizations';
import { OwnOrganizations } from './OwnOrganizations';

/** The person’s name, addresses, appearance and organizations. */
export function AccountPage() {
  useTitle('Account');
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <PersonalPage>
      <div className="row row--tight page__head">
        <PersonAvatar name={me.name} />
        <h1 className="wraps push-end">{me.name}</h1>
        <SignOut />
      </div>
      <div className="card card__body stack stack--wide">
        <section className="stack stack--tight" aria-labelledby="addresses">
          <h2 id="addresses">Email addresses</h2>
          <ul className="stack stack--tight">
            {me.emails.map((email) => (
              <li key={email} className="row">
                <span className="wraps">{email}</span>
                {email === me.email && <span className="badge">Primary</span>}
              </li>
            ))}
          </ul>
        </section>
        <AppearanceChoice />
        <OwnOrganizations />
        <DeletedOrganizations />
        <OperatorLink />
      </div>
    </PersonalPage>
  );
}

function SignOut() {
  const signOut = useSignOut();
  const { run, isPending } = useAction(signOut, () => undefined);
  return (
    <div>
      <Button
        isPending={isPending}
        onPress={() => {
          run({});
        }}
      >
        <LogOut size={16} aria-hidden />
        Sign out
      </Button>
    </div>
  );
}
