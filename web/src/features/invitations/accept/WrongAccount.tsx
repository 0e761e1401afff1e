import { Button } from '../../../ui/parts/Button';
import { Hint } from '../../../ui/feedback/Notice';

interface WrongAccountProps {
  readonly invitedAddress: string;
  readonly ownAddress: string;
  readonly onSwitch: () => void;
}

/** Signed in with another address than the invited one. */
export function WrongAccount({ invitedAddress, ownAddress, onSwitch }: WrongAccountProps) {
  return (
    <div className="stack" role="alert">
      <Hint variant="warn">
        <p className="strong">This invitation is for a different email address</p>
        <p>
          It was sent to {invitedAddress}, but you’re signed in as {ownAddress}. Switch account, or ask for an
          invitation to your address.
        </p>
      </Hint>
      <div>
        <Button variant="primary" onPress={onSwitch}>
          Switch account
        </Button>
      </div>
    </div>
  );
}
