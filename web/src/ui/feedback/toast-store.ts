import { toRefusal, type Refusal } from '../../problem/problem';

/** Identifies an action and its object, "resend 4f1c…", or is the function itself. */
type Action = string | (() => unknown);

/** A message in a corner of the page. */
export interface Toast {
  readonly key: number;
  readonly text: string;
  /** The refusal and the action that was refused; null: the action was successful. */
  readonly refused: { readonly refusal: Refusal; readonly action: Action } | null;
  /** What of several could not be done, each with its reason; empty: everything was, or `refused` says why not. */
  readonly failures: readonly string[];
  readonly undo: Undo | null;
  /** The way to what was done; it opens in another tab. */
  readonly link: ToastLink | null;
}

export interface ToastLink {
  readonly label: string;
  readonly href: string;
}

/** How to undo the action. */
interface Undo {
  readonly run: () => void;
  /** The control that made the change: it gets the focus after "Undo". */
  readonly opener: HTMLElement | null;
}

/** So many toasts of successful actions are shown, and so many of refused ones. */
const MAX_PER_KIND = 3;

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function setToasts(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Whether it says that something could not be done: such a toast stays. */
export function isBad({ refused, failures }: Pick<Toast, 'refused' | 'failures'>): boolean {
  return refused !== null || failures.length > 0;
}

function addToast(toast: Pick<Toast, 'text'> & Partial<Omit<Toast, 'key'>>): void {
  count += 1;
  const added: Toast = { refused: null, failures: [], undo: null, link: null, ...toast, key: count };
  const sameKind = toasts.filter((one) => isBad(one) === isBad(added));
  const oldest = sameKind.length < MAX_PER_KIND ? undefined : sameKind[0];
  setToasts([...toasts.filter((one) => one !== oldest), added]);
}

/** Shows that an action was successful; the toast closes by itself. */
export function showToast(text: string, link: ToastLink | null = null): void {
  addToast({ text, link });
}

interface Undoable {
  readonly text: string;
  readonly undo: () => void;
  readonly opener: HTMLElement | null;
}

/** Shows that an action was successful, with "Undo"; the toast closes by itself, or after another change. */
export function showToastWithUndo({ text, undo, opener }: Undoable): void {
  hideUndo();
  addToast({ text, undo: { run: undo, opener } });
}

/** Closes a toast with "Undo": another change was made since, and "Undo" means the last one. */
export function hideUndo(): void {
  setToasts(toasts.filter(({ undo }) => undo === null));
}

interface RefusedAction {
  /** Trying the same action again replaces its refusal. */
  readonly action: Action;
  /** A sentence before the reason. */
  readonly what?: string;
}

/**
 * Shows that an action was refused, with the problem's detail. The toast stays until it is closed, the same action is tried again,
 * or the page is left.
 */
export function showRefusal(error: unknown, { action, what }: RefusedAction): void {
  hideRefusal(action);
  const refusal = toRefusal(error);
  // Signed-out people are redirected to the sign-in page.
  if (refusal.code === 'unauthenticated') return;
  const text = what === undefined ? refusal.message : `${what} ${refusal.message}`;
  addToast({ text, refused: { refusal, action } });
}

/** Shows which of several could not be done, each with its reason; nothing where all were. The toast stays until it is closed. */
export function showFailures(text: string, failures: readonly string[]): void {
  if (failures.length > 0) addToast({ text, failures });
}

/** Closes the toast with the refusal of this action, which is tried again. */
export function hideRefusal(action: Action): void {
  setToasts(toasts.filter(({ refused }) => refused?.action !== action));
}

/** Closes the toasts with refusals, after a navigation. */
export function hideRefusals(): void {
  setToasts(toasts.filter((toast) => !isBad(toast)));
}

/** Closes all toasts. */
export function hideToasts(): void {
  setToasts([]);
}

export function closeToast(key: number): void {
  setToasts(toasts.filter((toast) => toast.key !== key));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
