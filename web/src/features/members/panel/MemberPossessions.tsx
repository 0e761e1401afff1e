import { useQuery } from '@tanstack/react-query';
import { KIND_NAMES, OWNED_KINDS } from '../../../shared/record-kinds';
import { useOrganizationId } from '../../../shared/use-organization';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { Ago } from '../../../ui/format/Time';
import { removalPreviewQuery, type Preview } from '../removal/queries';
import { useMembersTable } from '../table-context';

/** The records of a member by kind, and their API keys: the preview of a removal has both. */
export function MemberPossessions({ membershipId }: { readonly membershipId: string }) {
  const query = useQuery(removalPreviewQuery(useOrganizationId(), membershipId));
  const { data: preview, error } = query;
  return (
    <>
      <QueryFailed query={query} />
      {!preview && !error && <LoadingBlock height={160} />}
      {preview && <Records records={preview.records} />}
      {preview && <Keys keys={preview.apiKeys} />}
    </>
  );
}

function Records({ records }: Pick<Preview, 'records'>) {
  return (
    <section className="stack stack--tight" aria-label="Records">
      <h3>Records</h3>
      <dl className="facts">
        {OWNED_KINDS.map((kind) => (
          <div key={kind} className="facts__line">
            <dt>{KIND_NAMES[kind]}</dt>
            <dd>{records[kind].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ keys }: { readonly keys: Preview['apiKeys'] }) {
  const { timezone } = useMembersTable();
  return (
    <section className="stack stack--tight" aria-label="API keys">
      <h3>API keys</h3>
      {keys.length === 0 && <p className="quiet">No API keys.</p>}
      {keys.length > 0 && (
        <dl className="facts">
          {keys.map(({ id, name, lastUsedAt }) => (
            <div key={id} className="facts__line">
              <dt>{name}</dt>
              <dd>
                {lastUsedAt === null ? (
                  'Never used'
                ) : (
                  <>
                    Used <Ago at={lastUsedAt} timeZone={timezone} />
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
