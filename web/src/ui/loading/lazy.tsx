import { lazyRouteComponent } from '@tanstack/react-router';
import { useCallback, useEffect, useState, type ComponentType } from 'react';
import { PART_NOT_LOADED, Refusal } from '../../problem/problem';
import { LoadFailed } from '../feedback/LoadFailed';
import { LoadingBlock } from '../feedback/Skeleton';
import { showRefusal, hideRefusal } from '../feedback/toast-store';

const RETRY_MS = 2_000;

type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * A page whose code is loaded when it is needed. Where that fails, it shows an error with "Try again"; the router by itself
 * would reload the document, which shows the browser's own error page while it is offline.
 */
export function lazyPage(load: Load<object>) {
  return lazyRouteComponent(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: withRetry(load) };
    }
  });
}

/** A part of a page or dialog whose code is loaded when it is needed. */
export function lazyPart<Props extends object>(load: Load<Props>, height: number): ComponentType<Props> {
  let found: ComponentType<Props> | null = null;
  const Retried = withRetry(load);
  return function LazyPart(props: Props) {
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(found ? 'loaded' : 'loading');
    useEffect(() => {
      if (found) return;
      load().then(
        (part) => {
          found = part;
          setState('loaded');
        },
        () => {
          setState('failed');
        },
      );
    }, []);
    if (state === 'failed') return <Retried {...props} />;
    const Part = found;
    if (Part) return <Part {...props} />;
    return <LoadingBlock height={height} />;
  };
}

/** A dialog whose code is loaded when it is opened; where that fails, a toast is shown, and it can be opened again. */
export function lazyDialog<Props extends { readonly onClose: () => void }>(load: Load<Props>): ComponentType<Props> {
  let found: ComponentType<Props> | null = null;
  return function LazyDialog(props: Props) {
    const { onClose } = props;
    const [isLoaded, setIsLoaded] = useState(found !== null);
    useEffect(() => {
      if (found) return;
      load().then(
        (dialog) => {
          found = dialog;
          hideRefusal(load);
          setIsLoaded(true);
        },
        () => {
          showRefusal(new Refusal(PART_NOT_LOADED), { action: load });
          onClose();
        },
      );
      // Loaded once, even if the component that opened it renders again.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    const Dialog = found;
    return isLoaded && Dialog ? <Dialog {...props} /> : null;
  };
}

/** Shown in place of a part that could not be loaded. It is loaded again on request, and when the connection is back. */
function withRetry<Props extends object>(load: Load<Props>): ComponentType<Props> {
  let found: ComponentType<Props> | null = null;
  return function Retried(props: Props) {
    const [isRetrying, setIsRetrying] = useState(false);
    const retry = useCallback(() => {
      setIsRetrying(true);
      void load()
        .then((part) => {
          found = part;
        }, reloadIfReachable)
        .finally(() => {
          setIsRetrying(false);
        });
    }, []);
    useEffect(() => {
      let later: ReturnType<typeof setTimeout> | undefined;
      const retryTwice = () => {
        retry();
        // The event can come a moment before the network does.
        later = setTimeout(retry, RETRY_MS);
      };
      addEventListener('online', retryTwice);
      return () => {
        removeEventListener('online', retryTwice);
        clearTimeout(later);
      };
    }, [retry]);
    const Part = found;
    if (Part) return <Part {...props} />;
    return (
      <div className="page">
        <LoadFailed error={new Refusal(PART_NOT_LOADED)} onRetry={retry} isRetrying={isRetrying} />
      </div>
    );
  };
}

/**
 * Loads code for a page on which nothing can be unsaved. Where that fails although the service responds, the document is reloaded, since
 * a document requests a failed module only once. A document that is a reload itself shows the error instead.
 */
export async function loadOrReload<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (isReload() || !(await isReachable())) throw error;
    location.reload();
    return new Promise<never>(() => undefined);
  }
}

function isReload(): boolean {
  return performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload');
}

/**
 * Reloads the document where the service responds, but the code is missing: a newer version has replaced its files. Without a
 * response, a reload would show the browser's own error page.
 */
async function reloadIfReachable(): Promise<void> {
  // Not connected yet: the next "online" or "Try again" tries again.
  if (await isReachable()) location.reload();
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
