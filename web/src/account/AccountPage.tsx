import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { meQuery } from '../api/queries';
import { useSignOut } from '../session/sign-out';
import { Logo, PersonAvatar } from '../ui/Avatar';
import { Button } from '../ui/Button';
import { useRefusable } from '../ui/use-refusable';
import { useTitle } from '../ui/use-title';
import { PLAN_NAMES, ROLE_NAMES } from '../ui/words';
import { DeletedOrganizations } from './DeletedOrganizations';
import { OperatorDoor } from './OperatorDoor';

/** Who one is, and where one belongs. */
export function AccountPage() {
  useTitle('Account');
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <main className="alone">
      <div className="alone__card stack stack--wide">
        <div className="row row--tight">
          <PersonAvatar name={me.name} />
          <h1 className="cut">{me.name}</h1>
        </div>
        <section className="stack stack--tight" aria-labelledby="addresses">
          <h2 id="addresses">Email addresses</h2>
          <ul className="stack stack--tight">
            {me.emails.map((email) => (
              <li key={email} className="row">
                <span className="cut">{email}</span>
                {email === me.email && <span className="badge">Primary</span>}
              </li>
            ))}
          </ul>
        </section>
        <section className="stack stack--tight" aria-labelledby="organizations">
          <h2 id="organizations">Organizations</h2>
          {me.organizations.length === 0 && (
            <p className="quiet">
              You belong to none yet. <Link to="/welcome">Join or create one</Link>.
            </p>
          )}
          <ul>
            {me.organizations.map(({ id, name, logoUrl, plan, role }) => (
              <li key={id}>
                <Link to="/o/$organizationId" params={{ organizationId: id }} className="menu__item">
                  <Logo name={name} logoUrl={logoUrl} />
                  <span className="selector__text">
                    <span className="cut">{name}</span>
                    <span className="small quiet">
                      {ROLE_NAMES[role]} · {PLAN_NAMES[plan]}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
        <DeletedOrganizations />
        <OperatorDoor />
        <SignOut />
      </div>
    </main>
  );
}

function SignOut() {
  const signOut = useSignOut();
  const { run, isPending } = useRefusable(signOut, () => undefined);
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
