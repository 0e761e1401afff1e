import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { Button } from '../../ui/parts/Button';
import { Notice } from '../../ui/feedback/Notice';
import { useAction } from '../../ui/feedback/use-action';
import { DemoSignIn } from './DemoSignIn';
import { demoQuery } from './queries';

/** Adds demo data to a service without organizations. Where it exists: the accounts to sign in with. */
export function DemoData() {
  const { data: demo } = useQuery(demoQuery);
  const { run, isPending, refusal } = useAction(create, (created) => {
    queryClient.setQueryData(demoQuery.queryKey, created);
  });
  if (demo?.organization) return <DemoSignIn />;
  if (!demo?.canCreate) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="demo-data">
      <h2 id="demo-data">Just trying it?</h2>
      <p className="quiet">
        Add an invented organization: fifty people, a year of deals, campaigns, invitations and an audit log.
      </p>
      {refusal && <Notice refusal={refusal} />}
      <div className="row">
        <Button
          isPending={isPending}
          onPress={() => {
            run(undefined);
          }}
        >
          Add demo data
        </Button>
      </div>
    </section>
  );
}

function create() {
  return unwrap(api.POST('/api/v1/demo'));
}
