import { Button } from '../../../ui/parts/Button';

interface RemoveUnsendableProps {
  /** How many of the addresses cannot be invited. */
  readonly number: number;
  readonly onRemove: () => void;
}

/** Removes the addresses that cannot be invited; nothing where all can. */
export function RemoveUnsendable({ number, onRemove }: RemoveUnsendableProps) {
  if (number === 0) return null;
  return (
    <span>
      <Button size="small" onPress={onRemove}>
        {number === 1
          ? 'Remove the address that can’t be invited'
          : `Remove the ${number.toLocaleString()} that can’t be invited`}
      </Button>
    </span>
  );
}
