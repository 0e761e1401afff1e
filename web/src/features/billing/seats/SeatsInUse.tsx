import type { ReactNode } from 'react';

interface SeatsInUseProps {
  /** Above the list. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** A list of the members and invitations that hold seats. */
export function SeatsInUse({ notice, children }: SeatsInUseProps) {
  return (
    <section className="stack stack--tight" aria-label="Seats in use">
      <h3>Seats in use</h3>
      {notice}
      <ul className="card seat-holders">{children}</ul>
    </section>
  );
}

interface SeatHolderProps {
  readonly name: string;
  /** The role of a member, or "Invited". */
  readonly detail?: string;
}

export function SeatHolder({ name, detail }: SeatHolderProps) {
  return (
    <li className="row row--apart">
      <span className="truncate">{name}</span>
      {detail !== undefined && <span className="small quiet">{detail}</span>}
    </li>
  );
}
