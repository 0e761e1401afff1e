import { toRefusal, type Refusal } from '../problem/problem';

/** Names an action and what it is done with, "resend 4f1c…", or is the function that does it. */
type Action = string | (() => unknown);

/** Something that is told in a corner of the page. */
export interface Toast {
  readonly key: number;
  readonly text: string;
  /** What was refused, with the name of the action; null for what is done. */
  readonly refused: { readonly refusal: Refusal; readonly action: Action } | null;
  readonly undo: Undo | null;
}

/** The way back from what is done. */
interface Undo {
  readonly run: () => void;
  /** The control that made the change: it gets the focus after "Undo". */
  readonly opener: HTMLElement | null;
}

/** So many of what is done, and of what was refused, are shown. */
const MOST = 3;

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function setToasts(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function addToast(toast: Omit<Toast, 'key'>): void {
  count += 1;
  const alike = toasts.filter(({ refused }) => (refused === null) === (toast.refused === null));
  const oldest = alike.length < MOST ? undefined : alike[0];
  setToasts([...toasts.filter((one) => one !== oldest), { ...toast, key: count }]);
}

/** Says that something is done; it leaves by itself. */
export function showToast(text: string): void {
  addToast({ text, refused: null, undo: null });
}

interface Undoable {
  readonly text: string;
  readonly undo: () => void;
  readonly opener: HTMLElement | null;
}

/** Says that something is done, with "Undo"; it leaves by itself, or when something else has been done since. */
export function showToastWithUndo({ text, undo, opener }: Undoable): void {
  hideUndo();
  addToast({ text, refused: null, undo: { run: undo, opener } });
}

/** Takes back the offer to undo the change before: something else has been done since, and "Undo" means the last. */
export function hideUndo(): void {
  setToasts(toasts.filter(({ undo }) => undo === null));
}

interface RefusedAction {
  /** Trying the same again replaces its refusal. */
  readonly action: Action;
  /** What is so all the same: "Grace is still Member." */
  readonly what?: string;
}

/**
 * Says that something was refused, with the problem's own sentence. It stays until it is closed, the same action is tried again, or
 * the page is left.
 */
export function showRefusal(error: unknown, { action, what }: RefusedAction): void {
  hideRefusal(action);
  const refusal = toRefusal(error);
  // Who is signed out is led to the sign-in, which says enough.
  if (refusal.code === 'unauthenticated') return;
  const text = what === undefined ? refusal.message : `${what} ${refusal.message}`;
  addToast({ text, refused: { refusal, action }, undo: null });
}

/** Takes away the refusal of this action: it is tried again, and what was said of the last time is no longer true. */
export function hideRefusal(action: Action): void {
  setToasts(toasts.filter(({ refused }) => refused?.action !== action));
}

/** Takes away what was refused on a page that has been left. */
export function hideRefusals(): void {
  setToasts(toasts.filter(({ refused }) => refused === null));
}

/** Takes away what was said of another organization. */
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
