import { Keyboard, Search } from 'lucide-react';
import { openOverlay } from './overlays';

/** The buttons of the sidebar for what the keys open. */
export function ShortcutButtons() {
  return (
    <div className="side__shortcuts">
      <button
        type="button"
        className="side__link"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          openOverlay('menu');
        }}
      >
        <Search size={16} aria-hidden />
        Command menu
      </button>
      <button
        type="button"
        className="side__link"
        aria-keyshortcuts="?"
        onClick={() => {
          openOverlay('keys');
        }}
      >
        <Keyboard size={16} aria-hidden />
        Keyboard shortcuts
      </button>
    </div>
  );
}
