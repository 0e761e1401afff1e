import { Menu } from 'lucide-react';
import { setSetting, useSetting } from '../shared/browser-settings';

/** Makes the sidebar as narrow as its icons, and wide again: for this browser. */
export function CollapseButton() {
  const isCollapsed = useSetting('sidebar') === 'collapsed';
  const label = isCollapsed ? 'Expand sidebar' : 'Collapse sidebar';
  return (
    <button
      type="button"
      className="side__link"
      title={label}
      aria-label={label}
      onClick={() => {
        setSetting('sidebar', isCollapsed ? 'wide' : 'collapsed');
      }}
    >
      <Menu size={16} aria-hidden />
    </button>
  );
}
