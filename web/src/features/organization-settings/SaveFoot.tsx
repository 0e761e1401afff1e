import { useId } from 'react';
import type { Refusal } from '../../problem/problem';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { refreshSettings } from './queries';

interface SaveFootProps {
  /** Why nothing can be saved; null: it can be. */
  readonly missing: string | null;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  /** Forgets the refusal. */
  readonly reset: () => void;
}

/** Saves a form of the settings. Where another person has changed them meanwhile, the newest version can be loaded. */
export function SaveFoot({ missing, isPending, refusal, reset }: SaveFootProps) {
  const id = useOrganizationId();
  const missingId = useId();
  return (
    <div className="row">
      <Button
        type="submit"
        variant="primary"
        isDisabled={missing !== null}
        isPending={isPending}
        {...(missing === null ? {} : { 'aria-describedby': missingId })}
      >
        Save
      </Button>
      {missing !== null && (
        <span id={missingId} className="small quiet">
          {missing}
        </span>
      )}
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
