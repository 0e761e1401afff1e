import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { PersonAvatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { ACTIONS, DataTable, type Column } from '../../ui/DataTable';
import { QueryFailed } from '../../ui/LoadFailed';
import { KIND_NAMES, OWNED_KINDS } from '../../ui/words';
import { ownersQuery, type RecordOwner } from './queries';
import { ReassignDialog } from './ReassignDialog';

/** Whose records are to be reassigned. */
export interface Giver {
  /** What is reassigned, in words: "Ada Lovelace’s records". */
  readonly name: string;
  readonly from: string;
  readonly previousOwnerId: string | null;
}

const COLUMNS: readonly Column[] = [
  'Owner',
  ...OWNED_KINDS.map((kind) => ({ label: KIND_NAMES[kind], isNumber: true })),
  ACTIONS,
];

/** How many records of each kind each member owns, and the unassigned ones. */
export function OwnersTable() {
  const query = useQuery(ownersQuery(useOrganizationId()));
  const { data } = query;
  const [giver, setGiver] = useState<Giver | null>(null);
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
              onReassign={setGiver}
            />
          ))}
        </DataTable>
      )}
      {isUnassigned && (
        <div className="card__foot">
          <Button
            onPress={() => {
              setGiver({ name: 'all unassigned records', from: 'unassigned', previousOwnerId: null });
            }}
          >
            Reassign all unassigned records
          </Button>
        </div>
      )}
      {giver && (
        <ReassignDialog
          giver={giver}
          onClose={() => {
            setGiver(null);
          }}
        />
      )}
    </section>
  );
}

interface OwnerRowProps {
  readonly owner: RecordOwner;
  readonly onReassign: (giver: Giver) => void;
}

function OwnerRow({ owner, onReassign }: OwnerRowProps) {
  const { counts, status } = owner;
  const giver = giverOf(owner);
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={owner.name ?? '?'} />
          <span className="selector__text">
            <span className="cut strong">{titleOf(owner)}</span>
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
        {giver && (
          <Button
            size="small"
            aria-label={`Reassign ${giver.name}`}
            onPress={() => {
              onReassign(giver);
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

/** Records that never had an owner are reassigned only with all unassigned records: the service cannot select them alone. */
function giverOf({ membershipId, name, previousOwnerId, status }: RecordOwner): Giver | null {
  if (status !== 'unassigned') {
    return membershipId === null
      ? null
      : { name: `${name ?? ''}’s records`, from: membershipId, previousOwnerId: null };
  }
  return previousOwnerId === null
    ? null
    : { name: `${name ?? 'a member'}’s former records`, from: 'unassigned', previousOwnerId };
}
