import { Button } from '../ui/Button';
import { Hint } from '../ui/Notice';

interface WrongAccountProps {
  readonly invitedAddress: string;
  readonly ownAddress: string;
  readonly onSwitch: () => void;
}

/** Signed in as somebody whom the invitation does not mean. */
export function WrongAccount({ invitedAddress, ownAddress, onSwitch }: WrongAccountProps) {
  return (
    <div className="stack" role="alert">
      <Hint look="warn">
        <p className="strong">This invitation is for another address</p>
        <p>
          It was sent to {invitedAddress}, and you are signed in as {ownAddress}. Sign in with the invited address, or
          ask for an invitation to yours.
        </p>
      </Hint>
      <div>
        <Button look="primary" onPress={onSwitch}>
          Use another account
        </Button>
      </div>
    </div>
  );
}
