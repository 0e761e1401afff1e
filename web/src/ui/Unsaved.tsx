import { useBlocker } from '@tanstack/react-router';
import { Button } from './Button';
import { DialogFoot, Modal } from './Modal';

/** What is asked before something is lost, and the two answers. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly stay: string;
  readonly discard: string;
}

const LEAVE: Question = {
  title: 'Leave without saving?',
  text: 'Your changes haven’t been saved and will be lost.',
  stay: 'Stay on this page',
  discard: 'Leave without saving',
};

interface UnsavedProps {
  /** Asked at the moment of leaving. */
  readonly isUnsaved: () => boolean;
  /** Whether another search in the address is another page as well. */
  readonly isWholeAddress?: boolean;
  /** Where something else than entered text would be lost. */
  readonly question?: Question | undefined;
}

/**
 * Asks before the page is left for another while something on it is not saved: by a link, the back button, or, in the browser's
 * own words, by a reload or by closing the tab. A changed filter in the address leaves nothing, unless told
 * otherwise.
 */
export function Unsaved({ isUnsaved, isWholeAddress = false, question = LEAVE }: UnsavedProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      (current.pathname !== next.pathname || (isWholeAddress && !isSame(current.search, next.search))) && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return <AskToDiscard question={question} onStay={reset} onDiscard={proceed} />;
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface AskToDiscardProps {
  readonly question: Question;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

export function AskToDiscard({ question: { title, text, stay, discard }, onStay, onDiscard }: AskToDiscardProps) {
  return (
    <Modal title={title} role="alertdialog" onClose={onStay}>
      <p>{text}</p>
      <DialogFoot>
        <Button autoFocus onPress={onStay}>
          {stay}
        </Button>
        <Button variant="danger" onPress={onDiscard}>
          {discard}
        </Button>
      </DialogFoot>
    </Modal>
  );
}
