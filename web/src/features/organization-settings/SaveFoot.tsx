import type { Refusal } from '../../problem/problem';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { refreshSettings } from './queries';

interface SaveFootProps {
  readonly isDisabled: boolean;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  /** Forgets the refusal. */
  readonly reset: () => void;
}

/** Saves a form of the settings. Where another person has changed them meanwhile, the newest version can be loaded. */
export function SaveFoot({ isDisabled, isPending, refusal, reset }: SaveFootProps) {
  const id = useOrganizationId();
  return (
    <div className="row">
      <Button type="submit" variant="primary" isDisabled={isDisabled} isPending={isPending}>
        Save
      </Button>
      {refusal?.code === 'precondition-failed' && (
        <Button
          onPress={() => {
            reset();
            void refreshSettings({ id });
          }}
        >
          Load the latest version and keep my changes
        </Button>
      )}
    </div>
  );
}
