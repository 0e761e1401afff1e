import { KIND_NAMES, OWNED_KINDS } from '../../ui/words';
import type { Counts } from '../handover/handover';

interface RehearsalProps {
  readonly counts: Counts;
  /** Of those who would get something. */
  readonly names: ReadonlyMap<string, string>;
}

/** What would move, by kind and new owner; nothing has moved yet. */
export function Rehearsal({ counts, names }: RehearsalProps) {
  const kinds = OWNED_KINDS.filter((kind) => (counts[kind]?.total ?? 0) > 0);
  if (kinds.length === 0) return <p className="notice">There is nothing to move.</p>;
  const targets = [
    ...new Set(Object.values(counts).flatMap((kind) => kind.targets.map(({ membershipId }) => membershipId))),
  ];
  return (
    <div className="card table-box" aria-live="polite">
      <table className="table matrix">
        <caption className="out-of-sight">What would move</caption>
        <thead>
          <tr>
            <th scope="col">Would get</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className="number">
                {KIND_NAMES[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target}>
              <th scope="row">{target === null ? 'Nobody' : (names.get(target) ?? 'A member')}</th>
              {kinds.map((kind) => (
                <td key={kind} className="number">
                  {(
                    counts[kind]?.targets.find(({ membershipId }) => membershipId === target)?.count ?? 0
                  ).toLocaleString()}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
