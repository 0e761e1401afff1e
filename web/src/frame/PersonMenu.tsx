import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../shared/organization-queries';
import { lazyDialog } from '../ui/loading/lazy';
import { usePopup } from '../ui/menu/use-popup';
import { PersonAvatar } from '../ui/parts/Avatar';

const PersonPopup = lazyDialog(async () => (await import('./PersonPopup')).PersonPopup);

/** The signed-in person's picture, with what is theirs. */
export function PersonMenu() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { button, opening, close, buttonProps } = usePopup({ isAsking: false });
  const label = `Account menu of ${me.name}`;
  return (
    <>
      {/* The button's accessible name is not the visible initials; so the button is in front of them. */}
      <div className="person-button">
        <PersonAvatar name={me.name} />
        <button
          {...buttonProps}
          ref={button}
          type="button"
          className="selector__button"
          aria-label={label}
          aria-haspopup="menu"
        />
      </div>
      {opening !== null && <PersonPopup label={label} opening={opening} triggerRef={button} onClose={close} />}
    </>
  );
}
