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
