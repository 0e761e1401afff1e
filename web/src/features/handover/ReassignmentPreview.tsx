import { KIND_NAMES, OWNED_KINDS } from '../../shared/record-kinds';
import type { Counts } from './counts';

interface ReassignmentPreviewProps {
  readonly counts: Counts;
  /** The names of the new owners. */
  readonly names: ReadonlyMap<string, string>;
}

/** The preview: how many records of each kind each new owner would get. */
export function ReassignmentPreview({ counts, names }: ReassignmentPreviewProps) {
  const kinds = OWNED_KINDS.filter((kind) => (counts[kind]?.total ?? 0) > 0);
  if (kinds.length === 0) return <p className="notice">No records to reassign.</p>;
  const targets = [
    ...new Set(Object.values(counts).flatMap((kind) => kind.targets.map(({ membershipId }) => membershipId))),
  ];
  return (
    <div className="card table-box" aria-live="polite">
      <table className="table matrix">
        <caption className="visually-hidden">Preview</caption>
        <thead>
          <tr>
            <th scope="col">New owner</th>
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
              <th scope="row">{target === null ? 'Unassigned' : (names.get(target) ?? 'A member')}</th>
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
