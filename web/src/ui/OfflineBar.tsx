import { WifiOff } from 'lucide-react';
import { useIsOnline } from './use-is-online';

/** Says above everything else that nothing can be loaded or saved. */
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
