import { Button } from '../../../ui/parts/Button';

interface AnswerButtonsProps {
  readonly isPending: boolean;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** The two answers to an invitation. */
export function AnswerButtons({ isPending, onAccept, onDecline }: AnswerButtonsProps) {
  return (
    <div className="row">
      <Button variant="primary" isPending={isPending} onPress={onAccept}>
        Accept invitation
      </Button>
      <Button isDisabled={isPending} onPress={onDecline}>
        Decline
      </Button>
    </div>
  );
}
