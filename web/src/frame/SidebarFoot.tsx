import { Link } from '@tanstack/react-router';
import { BookOpen, Keyboard, Search, SunMoon } from 'lucide-react';
import { mailCatcher } from '../shared/product';
import { lazyPart } from '../ui/loading/lazy';
import { CollapseButton } from './CollapseButton';
import { openOverlay } from './command-menu/overlays';
import { useIconTitle } from './use-icon-title';

const EmailsLink = lazyPart(async () => (await import('./EmailsLink')).EmailsLink, 36);

interface SidebarFootProps {
  /** The drawer of a small screen is always as wide as its text. */
  readonly isDrawer: boolean;
}

/** The command menu, and below it, as icons, what is needed less often. */
export function SidebarFoot({ isDrawer }: SidebarFootProps) {
  return (
    <div className="side__foot">
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
      {mailCatcher() !== null && <EmailsLink />}
      <div className="side__icons">
        <a href="/docs" className="side__link" title="API docs" aria-label="API docs">
          <BookOpen size={16} aria-hidden />
        </a>
        <button
          type="button"
          className="side__link"
          title="Keyboard shortcuts"
          aria-label="Keyboard shortcuts"
          aria-keyshortcuts="?"
          onClick={() => {
            openOverlay('keys');
          }}
        >
          <Keyboard size={16} aria-hidden />
        </button>
        <Link to="/account" hash="appearance" className="side__link" title="Appearance" aria-label="Appearance">
          <SunMoon size={16} aria-hidden />
        </Link>
        {!isDrawer && <CollapseButton />}
      </div>
    </div>
  );
}
