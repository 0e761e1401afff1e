import { useState, type ReactNode } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from './Dialog';
import { Form } from '../form/Form';
import { DialogFoot, SubmitFoot } from './Modal';
import { Progress } from '../feedback/Progress';
import type { Question } from './Unsaved';
import { runEach, type Failure, type Outcome } from './run-each';

interface BulkDialogProps<Item extends { readonly id: string }> {
  readonly title: string;
  readonly items: readonly Item[];
  readonly nameOf: (item: Item) => string;
  /** The text of the button. */
  readonly action: string;
  readonly variant?: 'primary' | 'danger';
  /** What is still to be done before it can begin; null: nothing. */
  readonly missing?: string | null;
  /** Changes one item. */
  readonly run: (item: Item) => Promise<unknown>;
  /** Called when all were tried, before a dialog without failures closes. */
  readonly onFinished: (outcome: Outcome<Item>) => unknown;
  readonly onClose: () => void;
  /** Above and below the names. */
  readonly intro: ReactNode;
  readonly children?: ReactNode;
}

const RUNNING: Question = {
  title: 'Leave while this is running?',
  text: 'What is done stays. The rest is not done.',
  stay: 'Stay on this page',
  discard: 'Leave',
};

/** Asks once before many items are changed one after the other, shows the progress, and says which could not be changed. */
export function BulkDialog<Item extends { readonly id: string }>(props: BulkDialogProps<Item>) {
  const { title, missing = null, nameOf, run, onFinished, onClose } = props;
  // The items as they were when the dialog was opened: those that are changed may leave the list.
  const [items] = useState(props.items);
  const [finished, setFinished] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome<Item> | null>(null);
  const isRunning = finished !== null && outcome === null;
  const start = async () => {
    setFinished(0);
    const result = await runEach(items, run, setFinished);
    setOutcome(result);
    onFinished(result);
    if (result.failed.length === 0) onClose();
  };
  return (
    <Dialog title={title} width="wide" isOpen onClose={onClose} locked={isRunning ? RUNNING : undefined}>
      {outcome ? (
        <Summary outcome={outcome} total={items.length} nameOf={nameOf} onClose={onClose} />
      ) : (
        <Form
          onSubmit={() => {
            if (missing === null && !isRunning) void start();
          }}
        >
          {finished === null ? (
            <>
              <div>{props.intro}</div>
              <NameList label="Selected">
                {items.map((item) => (
                  <li key={item.id}>{nameOf(item)}</li>
                ))}
              </NameList>
              {props.children}
            </>
          ) : (
            <Progress label={title} finished={finished} total={items.length} />
          )}
          <SubmitFoot
            variant={props.variant ?? 'primary'}
            missing={isRunning ? null : missing}
            isPending={isRunning}
            onCancel={onClose}
          >
            {props.action}
          </SubmitFoot>
        </Form>
      )}
    </Dialog>
  );
}

interface NameListProps {
  readonly label: string;
  readonly children: ReactNode;
}

function NameList({ label, children }: NameListProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A list that scrolls has to be reached by the keyboard.
    <ul className="name-list" aria-label={label} tabIndex={0}>
      {children}
    </ul>
  );
}

interface SummaryProps<Item extends { readonly id: string }> {
  readonly outcome: Outcome<Item>;
  readonly total: number;
  readonly nameOf: (item: Item) => string;
  readonly onClose: () => void;
}

/** What could not be done, and why. */
function Summary<Item extends { readonly id: string }>({
  outcome: { done, failed },
  total,
  nameOf,
  onClose,
}: SummaryProps<Item>) {
  return (
    <div className="stack" role="alert">
      <p className="strong">
        {done.length.toLocaleString()} of {total.toLocaleString()} done. {failed.length.toLocaleString()} failed:
      </p>
      <NameList label="Failed">
        {failed.map((failure) => (
          <FailureItem key={failure.item.id} failure={failure} nameOf={nameOf} />
        ))}
      </NameList>
      <DialogFoot>
        <Button variant="primary" autoFocus onPress={onClose}>
          Done
        </Button>
      </DialogFoot>
    </div>
  );
}

interface FailureItemProps<Item> {
  readonly failure: Failure<Item>;
  readonly nameOf: (item: Item) => string;
}

function FailureItem<Item>({ failure: { item, refusal }, nameOf }: FailureItemProps<Item>) {
  return (
    <li>
      <span className="strong">{nameOf(item)}</span>: {refusal.message}
    </li>
  );
}
