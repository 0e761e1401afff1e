import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { meQuery } from '../../shared/organization-queries';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { Notice } from '../../ui/feedback/Notice';
import { Day } from '../../ui/format/Time';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';

const deletedQuery = queryOptions({
  queryKey: ['me', 'deleted-organizations'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(
      api.GET('/api/v1/organizations', { params: { query: { deleted: 'true', limit: 100 } }, signal }),
    );
    return data.filter((organization) => 'purgeAt' in organization);
  },
});

type Deleted = Schemas['DeletedOrganizationDto'];

/** The organizations that the person has deleted and can still restore; nothing without any. */
export function DeletedOrganizations() {
  const query = useQuery(deletedQuery);
  const { data = [], error } = query;
  if (error) return <QueryFailed query={query} />;
  if (data.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="deleted">
      <h2 id="deleted">Deleted organizations</h2>
      <ul className="stack stack--tight">
        {data.map((organization) => (
          <DeletedOrganization key={organization.id} organization={organization} />
        ))}
      </ul>
    </section>
  );
}

function DeletedOrganization({ organization: { id, name, purgeAt } }: { readonly organization: Deleted }) {
  const { run, isPending, refusal } = useAction(
    () => restore(id),
    async () => {
      showToast(`${name} was restored on the Free plan.`);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  );
  return (
    <li className="stack stack--tight">
      <div className="row row--apart">
        <span>
          <span className="strong">{name}</span>
          <br />
          <span className="small quiet">
            Will be permanently deleted on <Day at={purgeAt} />
          </span>
        </span>
        <Button
          aria-label={`Restore ${name}`}
          isPending={isPending}
          onPress={() => {
            run(undefined);
          }}
        >
          Restore
        </Button>
      </div>
      {refusal && <Notice refusal={refusal} />}
    </li>
  );
}

function restore(organizationId: string): Promise<Schemas['OrganizationDto']> {
  return unwrap(api.POST('/api/v1/organizations/{organizationId}/restore', { params: { path: { organizationId } } }));
}
