import type { ReactNode } from 'react';
import { Button } from '../../ui/parts/Button';

interface DangerRowProps {
  readonly title: string;
  readonly text: string;
  /** The text of the button. */
  readonly action: string;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
  /** A choice before the button, and the dialog that it opens. */
  readonly children?: ReactNode;
}

/** One of the actions that are hard to undo. */
export function DangerRow({ title, text, action, isDisabled = false, onAction, children }: DangerRowProps) {
  return (
    <div className="row row--apart">
      <div>
        <p className="strong">{title}</p>
        <p className="small quiet">{text}</p>
      </div>
      <div className="row">
        {children}
        <Button variant="danger" isDisabled={isDisabled} onPress={onAction}>
          {action}
        </Button>
      </div>
    </div>
  );
}
