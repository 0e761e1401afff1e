import { useSuspenseQuery } from '@tanstack/react-query';
import { Check, Plus } from 'lucide-react';
import { useState, type RefObject } from 'react';
import {
  Autocomplete,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
  Separator,
  useFilter,
} from 'react-aria-components';
import { OrganizationLogo } from '../shared/OrganizationLogo';
import { meQuery } from '../shared/organization-queries';
import { PLAN_NAMES } from '../shared/plans';
import { ROLE_NAMES } from '../shared/roles';
import { count } from '../ui/format/count';

/** The item by which an organization is created. */
const CREATE = 'create';

/** So many are listed: a list of a thousand takes a second to open on a slow processor, and is searched anyway. */
const MOST = 50;

interface OrganizationListProps {
  readonly current: string;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  /** Called with the chosen organization's id, or with null to create one. */
  readonly onChoose: (id: string | null) => void;
  readonly onClose: () => void;
}

export function OrganizationList({ current, triggerRef, onChoose, onClose }: OrganizationListProps) {
  const { data: me } = useSuspenseQuery(meQuery);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  const found = me.organizations.filter(({ name }) => contains(name, typed));
  const more = found.length - MOST;
  return (
    <Popover
      className="popover"
      placement="bottom start"
      triggerRef={triggerRef}
      isOpen
      onOpenChange={onClose}
      aria-label="Switch organization"
    >
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label="Search organizations" className="menu__search" autoFocus>
          <Input className="input" placeholder="Search organizations" />
        </SearchField>
        <Menu
          className="menu"
          aria-label="Organizations"
          onClose={onClose}
          onAction={(key) => {
            onChoose(key === CREATE ? null : String(key));
          }}
        >
          {found.length > 0 && (
            <MenuSection aria-label="Your organizations">
              {found.slice(0, MOST).map(({ id, name, logoUrl, plan, role }) => (
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
          )}
          {found.length > 0 && <Separator className="menu__line" />}
          {/* Always listed. */}
          <MenuItem id={CREATE} textValue="Create organization" className="menu__item">
            <Plus size={16} aria-hidden />
            Create organization
          </MenuItem>
        </Menu>
        {more > 0 && (
          <p className="menu__note small quiet" role="status">
            {count(more, 'more organization')}. Search to find them.
          </p>
        )}
      </Autocomplete>
    </Popover>
  );
}
