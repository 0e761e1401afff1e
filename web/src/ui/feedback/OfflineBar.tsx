import { WifiOff } from 'lucide-react';
import { useIsOnline } from './use-is-online';

/** Shown above the page while the browser is offline. */
export function OfflineBar() {
  const isOnline = useIsOnline();
  return (
    <div role="status" className="offline">
      {!isOnline && (
        <p className="offline__text">
          <WifiOff size={16} aria-hidden />
          <span>
            <span className="strong">You’re offline.</span> What is shown may be out of date, and changes are not saved
            until you are connected again.
          </span>
        </p>
      )}
    </div>
  );
}
