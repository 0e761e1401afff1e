import { ChevronsUpDown } from 'lucide-react';
import { useId, useState } from 'react';
import { OrganizationLogo } from '../shared/OrganizationLogo';
import { PLAN_NAMES } from '../shared/plans';
import { useOrganization } from '../shared/use-organization';
import { useSwitchOrganization } from '../shared/use-switch-organization';
import { lazyDialog } from '../ui/loading/lazy';
import { usePopup } from '../ui/menu/use-popup';
import type { SelectorState } from './use-selector-keys';

const OrganizationList = lazyDialog(async () => (await import('./OrganizationList')).OrganizationList);

const CreateOrganizationDialog = lazyDialog(
  async () => (await import('../features/welcome/CreateOrganizationDialog')).CreateOrganizationDialog,
);

/** Shows the current organization, and switches to another one. */
export function OrganizationSelector({ selector }: { readonly selector?: SelectorState }) {
  const { name, logoUrl, plan, id } = useOrganization();
  const textId = useId();
  const [isCreating, setIsCreating] = useState(false);
  const { button, opening, close, buttonProps } = usePopup({ isAsking: isCreating });
  const isOpen = opening !== null || selector?.isOpen === true;
  const switchTo = useSwitchOrganization();
  return (
    <>
      {/* The button's accessible name is its action and not the visible text; so the button is behind the text. */}
      <div className="selector">
        <OrganizationLogo name={name} logoUrl={logoUrl} size="fitted" />
        <span className="selector__text side__label" id={textId}>
          <span className="truncate strong">{name}</span>
          <span className="small quiet">{PLAN_NAMES[plan]}</span>
        </span>
        <ChevronsUpDown size={16} aria-hidden />
        <button
          {...buttonProps}
          ref={button}
          type="button"
          className="selector__button"
          aria-label="Switch organization"
          aria-describedby={textId}
          aria-keyshortcuts="g o"
          aria-haspopup="true"
          aria-expanded={isOpen}
        />
      </div>
      {isOpen && (
        <OrganizationList
          current={id}
          triggerRef={button}
          onClose={() => {
            close();
            selector?.setIsOpen(false);
          }}
          onChoose={(chosen) => {
            if (chosen === null) setIsCreating(true);
            else if (chosen !== id)
              afterFocusReturned(() => {
                switchTo(chosen, { keepPage: true });
              });
          }}
        />
      )}
      {isCreating && (
        <CreateOrganizationDialog
          isOpen
          onClose={() => {
            setIsCreating(false);
          }}
        />
      )}
    </>
  );
}

/** The list returns the focus in the frame after it was closed; a new page then takes it. */
function afterFocusReturned(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
