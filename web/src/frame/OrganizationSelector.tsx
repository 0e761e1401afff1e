import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
import { answerOf, api } from '../api/client';
import { meQuery } from '../api/queries';
import { queryClient } from '../api/query-client';
import { useOrganization } from '../shared/use-organization';
import { Logo } from '../ui/Avatar';
import { forgetMessages } from '../ui/toast-store';
import { PLAN_NAMES, ROLE_NAMES } from '../ui/words';
import { CreateOrganizationDialog } from '../features/welcome/CreateOrganizationDialog';
import type { Switcher } from './use-selector-keys';

const CREATE = 'create';

/** Names the organization one is in, and leads to one's others. */
export function OrganizationSelector({ switcher }: { readonly switcher?: Switcher }) {
  const { name, logoUrl, plan, id } = useOrganization();
  const textId = useId();
  const [isCreating, setIsCreating] = useState(false);
  const switchTo = useSwitch();
  return (
    <>
      <MenuTrigger {...(switcher ? { isOpen: switcher.isOpen, onOpenChange: switcher.setIsOpen } : {})}>
        {/* The button's name says what it does, and not what is shown; so it lies below the text. */}
        <div className="selector">
          <Logo name={name} logoUrl={logoUrl} />
          <span className="selector__text" id={textId}>
            <span className="cut strong">{name}</span>
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
    // What makes a new one is there whatever is searched for.
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
              <Logo name={name} logoUrl={logoUrl} />
              <span className="selector__text">
                <span className="cut">{name}</span>
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

/** The address changes at once; the service only has to remember it, and its refusal would change nothing. */
export function useSwitch(): (organizationId: string) => void {
  const navigate = useNavigate();
  return (organizationId) => {
    forgetMessages();
    void navigate({ to: '/o/$organizationId', params: { organizationId } });
    void answerOf(api.PUT('/api/v1/me/active-organization', { body: { organizationId } })).then(
      (me) => queryClient.setQueryData(meQuery.queryKey, me),
      () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    );
  };
}
