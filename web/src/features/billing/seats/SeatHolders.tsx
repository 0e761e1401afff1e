import type { Refusal } from '../../../problem/problem';
import { SeatHolder, SeatsInUse } from './SeatsInUse';

interface Holder {
  readonly kind: 'member' | 'invitation';
  readonly id: string;
  readonly name: string;
}

/** The members and invitations that hold seats, where a plan was refused because they are too many. */
export function SeatHolders({ refusal }: { readonly refusal: Refusal | null }) {
  const holders = refusal?.extension('holders');
  if (!Array.isArray(holders)) return null;
  return (
    <SeatsInUse>
      {(holders as readonly Holder[]).map(({ kind, id, name }) => (
        <SeatHolder key={id} name={name} {...(kind === 'invitation' ? { detail: 'Invited' } : {})} />
      ))}
    </SeatsInUse>
  );
}
