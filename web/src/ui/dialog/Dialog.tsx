import { lazyDialog } from '../loading/lazy';
import type { DialogContent } from './OpenDialog';

interface DialogProps extends DialogContent {
  readonly isOpen: boolean;
}

const OpenDialog = lazyDialog(async () => (await import('./OpenDialog')).OpenDialog);

/**
 * A modal dialog; afterwards the focus returns to where it was. It asks before typed text is lost by Escape, a click outside,
 * its close button or a navigation; "Cancel" closes it without a question.
 */
export function Dialog({ isOpen, ...props }: DialogProps) {
  return isOpen ? <OpenDialog {...props} /> : null;
}
