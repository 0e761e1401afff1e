import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KIND_NAMES, OWNED_KINDS } from '../../shared/record-kinds';
import { useOrganizationId } from '../../shared/use-organization';
import { PersonAvatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { ACTIONS, DataTable, type Column } from '../../ui/DataTable';
import { QueryFailed } from '../../ui/LoadFailed';
import { ReassignDialog } from './ReassignDialog';
import { ownersQuery, type RecordOwner } from './queries';
import { type ReassignmentSource, sourceOf } from './reassignment-source';

const COLUMNS: readonly Column[] = [
  'Owner',
  ...OWNED_KINDS.map((kind) => ({ label: KIND_NAMES[kind], isNumber: true })),
  ACTIONS,
];

/** The number of records of each kind by owner, unassigned ones included. */
export function OwnersTable() {
  const query = useQuery(ownersQuery(useOrganizationId()));
  const { data } = query;
  const [source, setSource] = useState<ReassignmentSource | null>(null);
  if (query.error) return <QueryFailed query={query} />;
  const owners = data?.data ?? [];
  const isUnassigned = owners.some(({ status }) => status === 'unassigned');
  return (
    <section className="card" aria-label="Owners">
      {data && owners.length === 0 ? (
        <p className="empty">No records yet. Owners appear here once you have leads, deals, campaigns or sequences.</p>
      ) : (
        <DataTable caption="Records by owner and type" columns={COLUMNS} isLoading={!data} skeletons={4}>
          {owners.map((owner) => (
            <OwnerRow
              key={`${owner.membershipId ?? 'unassigned'} ${owner.previousOwnerId ?? ''}`}
              owner={owner}
              onReassign={setSource}
            />
          ))}
        </DataTable>
      )}
      {isUnassigned && (
        <div className="card__foot">
          <Button
            onPress={() => {
              setSource({ name: 'all unassigned records', from: 'unassigned', previousOwnerId: null });
            }}
          >
            Reassign all unassigned records
          </Button>
        </div>
      )}
      {source && (
        <ReassignDialog
          source={source}
          onClose={() => {
            setSource(null);
          }}
        />
      )}
    </section>
  );
}

interface OwnerRowProps {
  readonly owner: RecordOwner;
  readonly onReassign: (source: ReassignmentSource) => void;
}

function OwnerRow({ owner, onReassign }: OwnerRowProps) {
  const { counts, status } = owner;
  const source = sourceOf(owner);
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={owner.name ?? '?'} />
          <span className="selector__text">
            <span className="truncate strong">{titleOf(owner)}</span>
            {status === 'removed' && <span className="small quiet">Removed</span>}
            {status === 'unassigned' && <span className="small quiet">No owner</span>}
          </span>
        </span>
      </th>
      {OWNED_KINDS.map((kind) => (
        <td key={kind} className="number" data-label={KIND_NAMES[kind]}>
          {(counts[kind] ?? 0).toLocaleString()}
        </td>
      ))}
      <td className="narrow actions">
        {source && (
          <Button
            size="small"
            aria-label={`Reassign ${source.name}`}
            onPress={() => {
              onReassign(source);
            }}
          >
            Reassign
          </Button>
        )}
      </td>
    </tr>
  );
}

function titleOf({ status, name }: RecordOwner): string {
  if (status !== 'unassigned') return name ?? '';
  return name === null ? 'Unassigned (never had an owner)' : `Unassigned (previously ${name}’s)`;
}
