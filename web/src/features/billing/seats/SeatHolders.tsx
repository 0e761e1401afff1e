import type { Refusal } from '../../../problem/problem';

interface SeatHolder {
  readonly kind: 'member' | 'invitation';
  readonly id: string;
  readonly name: string;
}

/** The members and invitations that hold seats, where they are more than the plan has; the service names them. */
export function SeatHolders({ refusal }: { readonly refusal: Refusal | null }) {
  const holders = refusal?.extension('holders');
  if (!Array.isArray(holders)) return null;
  return (
    <section className="stack stack--tight" aria-label="Seats in use">
      <h3>Seats in use</h3>
      <ul className="card seat-holders">
        {(holders as readonly SeatHolder[]).map(({ kind, id, name }) => (
          <li key={id} className="row row--apart">
            <span className="cut">{name}</span>
            {kind === 'invitation' && <span className="small quiet">Invited</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
