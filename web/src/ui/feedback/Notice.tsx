import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Refusal } from '../../problem/problem';
import { CopyButton } from '../parts/CopyButton';

/** A refusal where it happened: the problem's own sentence, and the request's id to give to support. */
export function Notice({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div className="notice notice--bad" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div className="notice__text">
        {!repeatsTitle(refusal) && <p className="strong">{refusal.problem.title}</p>}
        <p>{refusal.message}</p>
      </div>
      <RequestId refusal={refusal} />
    </div>
  );
}

/** Whether the detail starts with the words of the title, which is then left out. */
function repeatsTitle({ problem, message }: Refusal): boolean {
  return message.startsWith(problem.title);
}

interface RequestIdProps {
  readonly refusal: Refusal;
  /** Also for refusals, whose text is usually enough: where the page shows nothing else. */
  readonly isAlways?: boolean;
}

/** Copies the id by which the request is found in the service's log. */
export function RequestId({ refusal, isAlways = false }: RequestIdProps) {
  const { requestId, status } = refusal.problem;
  if (requestId === '' || (status < 500 && !isAlways)) return null;
  return (
    <CopyButton text={requestId} size="small">
      Copy request ID
    </CopyButton>
  );
}

interface HintProps {
  readonly variant?: 'default' | 'warn' | 'accent';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A note, with an optional action. */
export function Hint({ variant = 'default', children, action }: HintProps) {
  return (
    <div className={variant === 'default' ? 'notice' : `notice notice--${variant}`}>
      <Info size={16} aria-hidden />
      <div className="notice__text">{children}</div>
      {action}
    </div>
  );
}
