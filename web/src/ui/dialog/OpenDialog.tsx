import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { ModalWindow } from './ModalWindow';
import { AskToDiscard, Unsaved, type Question } from './Unsaved';
import { TypedText } from '../form/typed-text';
import { DraftContext } from './use-draft';

export interface DialogContent {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: 'default' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
  /** Only a button in it, such as "Done", closes it; this is asked before the page is left. */
  readonly locked?: Question | undefined;
  /** Asked before the dialog is closed, where something other than typed text would be lost. */
  readonly question?: Question;
  readonly children: ReactNode;
}

const DISCARD: Question = {
  title: 'Discard what you entered?',
  text: 'Your changes haven’t been saved and will be lost.',
  stay: 'Keep editing',
  discard: 'Discard',
};

/** What `Dialog` shows while it is open. */
export function OpenDialog({ onClose, locked, question, children, ...props }: DialogContent) {
  const body = useRef<HTMLDivElement>(null);
  const [typed] = useState(() => new TypedText());
  const draft = useRef(false);
  const [isAsking, setIsAsking] = useState(false);
  useTyping(body, typed);
  useFocusInSight(body);
  const isUnsaved = () => draft.current || typed.isUnsaved();
  return (
    <ModalWindow
      {...props}
      isLocked={locked !== undefined}
      ref={body}
      onClose={() => {
        if (isUnsaved()) setIsAsking(true);
        else onClose();
      }}
    >
      <DraftContext value={draft}>{children}</DraftContext>
      <Unsaved isUnsaved={() => locked !== undefined || isUnsaved()} question={locked ?? question} />
      {isAsking && (
        <AskToDiscard
          question={question ?? DISCARD}
          onStay={() => {
            setIsAsking(false);
          }}
          onDiscard={onClose}
        />
      )}
    </ModalWindow>
  );
}

function useTyping(body: RefObject<HTMLDivElement | null>, typed: TypedText): void {
  useEffect(() => {
    const element = body.current;
    const onFocus = ({ target }: FocusEvent) => {
      typed.onFocus(target);
    };
    const onSubmit = () => {
      typed.onSubmit();
    };
    // A field with `autoFocus` has had its event already.
    typed.onFocus(element?.contains(document.activeElement) ? document.activeElement : null);
    element?.addEventListener('focusin', onFocus);
    element?.addEventListener('submit', onSubmit);
    return () => {
      element?.removeEventListener('focusin', onFocus);
      element?.removeEventListener('submit', onSubmit);
    };
  }, [body, typed]);
}

/**
 * Scrolls a field that gets the focus above the buttons: the browser takes one that they cover for visible. Not what was pressed:
 * it would move away from the pointer.
 */
function useFocusInSight(body: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = body.current;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.matches(':focus-visible') || target.closest('.dialog__foot')) return;
      (target.closest('label') ?? target).scrollIntoView({ block: 'nearest' });
    };
    element?.addEventListener('focusin', onFocus);
    return () => {
      element?.removeEventListener('focusin', onFocus);
    };
  }, [body]);
}
