import { useState } from 'react';
import { Check } from '../../ui/form/Choices';
import { Modal } from '../../ui/dialog/Modal';
import { areSingleKeysOn, setSingleKeys } from './browser-settings';
import { PAGES } from './pages';
import { useReader } from './use-reader';

/** The keys of the console. Those without Ctrl or Cmd can be turned off (WCAG 2.1.4). */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { may } = useReader();
  const [areOn, setAreOn] = useState(areSingleKeysOn);
  const pages = PAGES.filter((page) => !('permission' in page) || may(page.permission));
  return (
    <Modal title="Keyboard shortcuts" onClose={onClose}>
      <dl className="keys">
        <Key keys={[commandKey(), 'K']} does="Open the command menu" />
        <Key keys={['?']} does="Show this list" />
        <Key keys={['/']} does="Search on the page" />
        {may('members:manage') && <Key keys={['i']} does="Invite members" />}
        <Key keys={['g', 'o']} does="Switch organization" />
        {pages.map(({ key, label }) => (
          <Key key={key} keys={['g', key]} does={`Go to ${label}`} />
        ))}
      </dl>
      <Check
        isSelected={areOn}
        onChange={(next) => {
          setAreOn(next);
          setSingleKeys(next);
        }}
      >
        Use keys without {commandKey()}
      </Check>
    </Modal>
  );
}

function Key({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <>
      <dt>{does}</dt>
      <dd className="row">
        {keys.map((key) => (
          <kbd key={key} className="badge">
            {key}
          </kbd>
        ))}
      </dd>
    </>
  );
}

/** The name of the key that opens the menu together with K. */
function commandKey(): 'Cmd' | 'Ctrl' {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Cmd' : 'Ctrl';
}
