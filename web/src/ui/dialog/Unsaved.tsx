import { useBlocker } from '@tanstack/react-router';
import { Button } from '../parts/Button';
import { DialogFoot, Modal } from './Modal';

/** A question before something is lost, and its two answers. */
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
  /** Whether a changed search of the URL leaves the page as well. */
  readonly isWholeAddress?: boolean;
  /** Where something other than typed text would be lost. */
  readonly question?: Question | undefined;
}

/**
 * Asks before the page is left while something on it is not saved: by a link, the back button, or, with the browser's own
 * question, by a reload or by closing the tab. A changed search of the URL does not leave the page, unless `isWholeAddress`
 * is set.
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
