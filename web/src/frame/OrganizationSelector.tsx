import { useSuspenseQuery } from '@tanstack/react-query';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import {
  Autocomplete,
  Button,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  SearchField,
  Separator,
  useFilter,
} from 'react-aria-components';
import { CreateOrganizationDialog } from '../features/welcome/CreateOrganizationDialog';
import { OrganizationLogo } from '../shared/OrganizationLogo';
import { meQuery } from '../shared/organization-queries';
import { PLAN_NAMES } from '../shared/plans';
import { ROLE_NAMES } from '../shared/roles';
import { useOrganization } from '../shared/use-organization';
import { useSwitchOrganization } from '../shared/use-switch-organization';
import type { SelectorState } from './use-selector-keys';

const CREATE = 'create';

/** Shows the current organization, and switches to another one. */
export function OrganizationSelector({ selector }: { readonly selector?: SelectorState }) {
  const { name, logoUrl, plan, id } = useOrganization();
  const textId = useId();
  const [isCreating, setIsCreating] = useState(false);
  const switchTo = useSwitchOrganization();
  return (
    <>
      <MenuTrigger {...(selector ? { isOpen: selector.isOpen, onOpenChange: selector.setIsOpen } : {})}>
        {/* The button's accessible name is its action and not the visible text; so the button is behind the text. */}
        <div className="selector">
          <OrganizationLogo name={name} logoUrl={logoUrl} />
          <span className="selector__text" id={textId}>
            <span className="truncate strong">{name}</span>
            <span className="small quiet">{PLAN_NAMES[plan]}</span>
          </span>
          <ChevronsUpDown size={16} aria-hidden />
          <Button
            className="selector__button"
            aria-label="Switch organization"
            aria-describedby={textId}
            aria-keyshortcuts="g o"
          />
        </div>
        <Popover className="popover" placement="bottom start">
          <OrganizationList
            current={id}
            onChoose={(chosen) => {
              if (chosen === CREATE) setIsCreating(true);
              else if (chosen !== id) switchTo(chosen);
            }}
          />
        </Popover>
      </MenuTrigger>
      <CreateOrganizationDialog
        isOpen={isCreating}
        onClose={() => {
          setIsCreating(false);
        }}
      />
    </>
  );
}

interface OrganizationListProps {
  readonly current: string;
  readonly onChoose: (id: string) => void;
}

function OrganizationList({ current, onChoose }: OrganizationListProps) {
  const { data: me } = useSuspenseQuery(meQuery);
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    // "Create organization" is always listed.
    <Autocomplete filter={(text, search) => text === 'Create organization' || contains(text, search)}>
      <SearchField aria-label="Search organizations" className="menu__search" autoFocus>
        <Input className="input" placeholder="Search organizations" />
      </SearchField>
      <Menu
        className="menu"
        aria-label="Organizations"
        onAction={(key) => {
          onChoose(String(key));
        }}
      >
        <MenuSection aria-label="Your organizations">
          {me.organizations.map(({ id, name, logoUrl, plan, role }) => (
            <MenuItem key={id} id={id} textValue={name} className="menu__item">
              <OrganizationLogo name={name} logoUrl={logoUrl} />
              <span className="selector__text">
                <span className="truncate">{name}</span>
                <span className="small quiet">
                  {PLAN_NAMES[plan]} · {ROLE_NAMES[role]}
                </span>
              </span>
              {id === current && <Check size={16} aria-label="Current organization" />}
            </MenuItem>
          ))}
        </MenuSection>
        <Separator className="menu__line" />
        <MenuItem id={CREATE} textValue="Create organization" className="menu__item">
          <Plus size={16} aria-hidden />
          Create organization
        </MenuItem>
      </Menu>
    </Autocomplete>
  );
}
