import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Member } from '../../../api/client';
import { KIND_NAMES, OWNED_KINDS } from '../../../shared/record-kinds';
import { useMay, useOrganizationId } from '../../../shared/use-organization';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { Ago } from '../../../ui/format/Time';
import { removalPreviewQuery, type Preview } from '../removal/queries';
import { useMembersTable } from '../table-context';

/** The records of a member by kind, and their API keys: the preview of a removal has both. */
export function MemberPossessions({ member }: { readonly member: Member }) {
  const query = useQuery(removalPreviewQuery(useOrganizationId(), member.id));
  const { data: preview, error } = query;
  return (
    <>
      <QueryFailed query={query} />
      {!preview && !error && <LoadingBlock height={160} />}
      {preview && <Records records={preview.records} owner={member.name} />}
      {preview && <Keys keys={preview.apiKeys} />}
    </>
  );
}

function Records({ records, owner }: Pick<Preview, 'records'> & { readonly owner: string }) {
  const organizationId = useOrganizationId();
  const may = useMay();
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
      {may('records:reassign') && (
        <p>
          <Link to="/o/$organizationId/settings/data-ownership" params={{ organizationId }} search={{ q: owner }}>
            Data ownership
          </Link>
        </p>
      )}
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
