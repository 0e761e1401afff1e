import { SunMoon } from 'lucide-react';
import { APPEARANCE_NAMES, setSetting, useSetting } from '../shared/browser-settings';
import { PopupMenu } from '../ui/menu/PopupMenu';
import { usePopup } from '../ui/menu/use-popup';

const ITEMS = (['system', 'light', 'dark'] as const).map((id) => ({ id, label: APPEARANCE_NAMES[id] }));

/** The button of the sidebar by which the console is light, dark, or as the system is: for this browser. */
export function AppearanceMenu() {
  const appearance = useSetting('appearance');
  const { button, opening, close, buttonProps } = usePopup({ isAsking: false });
  const label = `Appearance: ${APPEARANCE_NAMES[appearance]}`;
  return (
    <>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className="side__link"
        title={label}
        aria-label={label}
        aria-haspopup="menu"
      >
        <SunMoon size={16} aria-hidden />
      </button>
      <PopupMenu
        label="Appearance"
        placement="bottom start"
        opening={opening}
        triggerRef={button}
        onClose={close}
        items={ITEMS}
        selected={appearance}
        onAction={(chosen) => {
          setSetting('appearance', chosen);
        }}
      />
    </>
  );
}
