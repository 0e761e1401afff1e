import { X } from 'lucide-react';
import { useRef } from 'react';
import { UNSAFE_PortalProvider as PortalProvider } from 'react-aria/PortalProvider';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { createPortal } from 'react-dom';
import { toRefusal, type Refusal } from '../api/problem';
import { Button, IconButton } from './Button';
import { RequestId } from './Notice';
import { forgetStatus, Status } from './Status';

export { tell } from './Status';

/** Something to answer to, or to read at one's own pace: it stays until it is closed. */
interface ToastMessage {
  readonly text: string;
  readonly refusal: Refusal | null;
  readonly undo: (() => void) | null;
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says that something was refused, with the problem's own sentence; it stays until it is closed. */
export function tellRefusal(error: unknown, what?: string): void {
  const refusal = toRefusal(error);
  // Who is signed out is led to the sign-in, which says enough.
  if (refusal.code === 'unauthenticated') return;
  const text = what === undefined ? refusal.message : `${what} ${refusal.message}`;
  queue.add({ text, refusal, undo: null });
}

interface Undoable {
  readonly text: string;
  readonly undo: () => void;
}

/** Says that something is done, with "Undo"; it stays until it is closed, undone, or no longer the last word. */
export function tellWithUndo({ text, undo }: Undoable): void {
  withdrawUndo();
  queue.add({ text, refusal: null, undo });
}

/** Takes back the offer to undo the change before: something else has been done since, and "Undo" means the last. */
export function withdrawUndo(): void {
  for (const { key, content } of queue.visibleToasts) if (content.undo) queue.close(key);
}

/** Takes away what was said of another organization. */
export function forgetToasts(): void {
  queue.clear();
  forgetStatus();
}

/** Everything that is told, above dialogs: what is to be answered, and below it what is done. */
export function Toasts() {
  const place = useRef<HTMLDivElement>(null);
  return createPortal(
    <div className="told">
      <div ref={place} />
      <PortalProvider getContainer={() => place.current}>
        <ToastRegion queue={queue} className="toasts" aria-label="Notifications">
          {({ toast }) => (
            <Toast toast={toast} className={toast.content.refusal ? 'toast toast--bad' : 'toast'}>
              <Message
                message={toast.content}
                onUndo={() => {
                  queue.close(toast.key);
                }}
              />
            </Toast>
          )}
        </ToastRegion>
      </PortalProvider>
      <Status />
    </div>,
    document.body,
  );
}

interface MessageProps {
  readonly message: ToastMessage;
  readonly onUndo: () => void;
}

function Message({ message: { text, refusal, undo }, onUndo }: MessageProps) {
  return (
    <>
      <ToastContent className="toast__content">
        <Text slot="title">{text}</Text>
        {refusal && <RequestId refusal={refusal} />}
      </ToastContent>
      {undo && (
        <Button
          size="small"
          slot={null}
          onPress={() => {
            undo();
            onUndo();
          }}
        >
          Undo
        </Button>
      )}
      <IconButton label="Close" size="small" slot="close">
        <X size={16} aria-hidden />
      </IconButton>
    </>
  );
}
