import { X } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore, type FocusEvent, type RefObject } from 'react';
import { useLandmark } from 'react-aria/useLandmark';
import { createPortal } from 'react-dom';
import { Button, IconButton } from '../parts/Button';
import { RequestId } from './Notice';
import { closeToast, currentToasts, isBad, subscribeToToasts, type Toast } from './toast-store';

/** How long a toast is shown, without and with something to press. */
const SHOWN_MS = { done: 6_000, pressable: 12_000 } as const;

/** As in overlays.css. */
const SPACE_BELOW = 16;

/**
 * The toasts, above dialogs. Only refusals interrupt a screen reader. F6 moves the focus to the toasts and back, as they are the
 * last in the order of the Tab key.
 */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  const region = useRef<HTMLElement>(null);
  const { landmarkProps } = useLandmark({ role: 'region', 'aria-label': 'Notifications' }, region);
  const returnFocus = useFocusBefore(region);
  useHeightInStyles(region, toasts.length > 0);
  return createPortal(
    <section
      {...landmarkProps}
      ref={region}
      className="notifications"
      // Reachable while a dialog is open.
      data-react-aria-top-layer
    >
      <div className="toasts">
        {toasts.map((toast) =>
          isBad(toast) ? <RefusedToast key={toast.key} toast={toast} onClosed={returnFocus} /> : null,
        )}
      </div>
      <div className="toasts" role="status">
        {toasts.map((toast) =>
          isBad(toast) ? null : <DoneToast key={toast.key} toast={toast} onClosed={returnFocus} />,
        )}
      </div>
    </section>,
    document.body,
  );
}

/** Tells the styles how high the toasts are: dialogs end above them where there is no space beside them. */
function useHeightInStyles(container: RefObject<HTMLElement | null>, hasToasts: boolean): void {
  useEffect(() => {
    const element = container.current;
    if (!element || !hasToasts) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty('--toasts', `${element.offsetHeight + SPACE_BELOW}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--toasts');
    };
  }, [container, hasToasts]);
}

/** Returns a function that moves the focus back to where it was before it moved into this element. */
function useFocusBefore(container: RefObject<HTMLElement | null>): () => void {
  const before = useRef<EventTarget | null>(null);
  useEffect(() => {
    const element = container.current;
    const onFocus = ({ relatedTarget }: globalThis.FocusEvent) => {
      if (!(relatedTarget instanceof Node && element?.contains(relatedTarget))) before.current = relatedTarget;
    };
    element?.addEventListener('focusin', onFocus);
    return () => {
      element?.removeEventListener('focusin', onFocus);
    };
  }, [container]);
  return () => {
    if (before.current instanceof HTMLElement) before.current.focus();
  };
}

interface ToastProps {
  readonly toast: Toast;
  /** Called when it was closed by its own button, which had the focus. */
  readonly onClosed: () => void;
}

function RefusedToast({ toast: { key, text, refused, failures }, onClosed }: ToastProps) {
  return (
    <div className="toast toast--bad" role="alert">
      <div className="toast__content">
        <p>{text}</p>
        {failures.length > 0 && <Failures failures={failures} />}
        {refused && <RequestId refusal={refused.refusal} />}
      </div>
      <IconButton
        label="Close"
        size="small"
        onPress={() => {
          closeToast(key);
          onClosed();
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

function Failures({ failures }: Pick<Toast, 'failures'>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A list that scrolls has to be reached by the keyboard.
    <ul className="toast__failures" aria-label="Failed" tabIndex={0}>
      {failures.map((failure) => (
        <li key={failure}>{failure}</li>
      ))}
    </ul>
  );
}

function DoneToast({ toast: { key, text, undo, link }, onClosed }: ToastProps) {
  const holders = useLifetime(key, undo || link ? SHOWN_MS.pressable : SHOWN_MS.done);
  return (
    <div className="toast" {...holders}>
      <p className="toast__content">{text}</p>
      {link && (
        <a href={link.href} target="_blank" rel="noreferrer" className="button button--small">
          {link.label}
        </a>
      )}
      {undo && (
        <Button
          size="small"
          onPress={() => {
            undo.run();
            closeToast(key);
            if (undo.opener?.isConnected) undo.opener.focus();
            else onClosed();
          }}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

/** Closes the toast after this time, but not while the pointer is over it or the focus is in it. */
function useLifetime(key: number, time: number) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const isPaused = isPointedAt || hasFocus;
  useEffect(() => {
    if (isPaused) return;
    const timer = setTimeout(() => {
      closeToast(key);
    }, time);
    return () => {
      clearTimeout(timer);
    };
  }, [key, time, isPaused]);
  return {
    onPointerEnter: () => {
      setIsPointedAt(true);
    },
    onPointerLeave: () => {
      setIsPointedAt(false);
    },
    onFocus: () => {
      setHasFocus(true);
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (!currentTarget.contains(relatedTarget)) setHasFocus(false);
    },
  };
}
