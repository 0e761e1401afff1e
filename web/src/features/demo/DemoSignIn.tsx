import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { setSessionToken } from '../../session/session';
import { ROLE_NAMES } from '../../shared/roles';
import { Button } from '../../ui/parts/Button';
import { Notice } from '../../ui/feedback/Notice';
import { useAction } from '../../ui/feedback/use-action';
import { demoQuery } from './queries';

type DemoAccount = Schemas['DemoAccountDto'];

const NAMES: Readonly<Record<DemoAccount['role'], string>> = { ...ROLE_NAMES, superadmin: 'Superadmin' };

/** Signs in to the demo organization as one of its roles; nothing without demo data. */
export function DemoSignIn() {
  const { data: demo } = useQuery(demoQuery);
  const router = useRouter();
  const { run, isPending, refusal } = useAction(signIn, ({ token }, { role }) => {
    setSessionToken(token);
    // Nothing of the person who was signed in before.
    queryClient.clear();
    // A superadmin is a member of no organization.
    router.history.replace(role === 'superadmin' ? '/operator' : '/');
  });
  if (!demo?.organization) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="look-around">
      <h2 id="look-around">Look around {demo.organization.name} as</h2>
      {refusal && <Notice refusal={refusal} />}
      <div className="row">
        {demo.accounts.map((account) => (
          <Button
            key={account.role}
            size="small"
            isDisabled={isPending}
            onPress={() => {
              run(account);
            }}
          >
            {NAMES[account.role]}
          </Button>
        ))}
      </div>
    </section>
  );
}

function signIn({ email }: DemoAccount) {
  return unwrap(api.POST('/api/v1/auth/sign-in', { body: { email } }));
}
