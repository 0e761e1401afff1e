import { X } from 'lucide-react';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { toRefusal, type Refusal } from '../api/problem';
import { IconButton } from './Button';
import { RequestId } from './Notice';

interface ToastMessage {
  readonly text: string;
  readonly refusal: Refusal | null;
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says that something is done. */
export function tell(text: string): void {
  queue.add({ text, refusal: null }, { timeout: 6_000 });
}

/** Says that something was refused, with the problem's own sentence; it stays until it is closed. */
export function tellRefusal(error: unknown, what?: string): void {
  const refusal = toRefusal(error);
  // Who is signed out is led to the sign-in, which says enough.
  if (refusal.code === 'unauthenticated') return;
  queue.add({ text: what === undefined ? refusal.message : `${what} ${refusal.message}`, refusal });
}

/** Takes away what was said of another organization. */
export function forgetToasts(): void {
  queue.clear();
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label="Messages">
      {({ toast }) => (
        <Toast toast={toast} className={toast.content.refusal ? 'toast toast--bad' : 'toast'}>
          <ToastContent className="toast__content">
            <Text slot="title">{toast.content.text}</Text>
            {toast.content.refusal && <RequestId refusal={toast.content.refusal} />}
          </ToastContent>
          <IconButton label="Close" size="small" slot="close">
            <X size={16} aria-hidden />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
