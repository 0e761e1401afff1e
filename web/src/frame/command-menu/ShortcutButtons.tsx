import { Keyboard, Search } from 'lucide-react';
import { useIconTitle } from '../use-icon-title';
import { openOverlay } from './overlays';

/** The buttons of the sidebar for what the keys open. */
export function ShortcutButtons() {
  return (
    <>
      <button
        type="button"
        className="side__link"
        {...useIconTitle('Command menu')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          openOverlay('menu');
        }}
      >
        <Search size={16} aria-hidden />
        <span className="side__label">Command menu</span>
      </button>
      <button
        type="button"
        className="side__link"
        {...useIconTitle('Keyboard shortcuts')}
        aria-keyshortcuts="?"
        onClick={() => {
          openOverlay('keys');
        }}
      >
        <Keyboard size={16} aria-hidden />
        <span className="side__label">Keyboard shortcuts</span>
      </button>
    </>
  );
}
