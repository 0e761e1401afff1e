import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import { PersonAvatar } from '../../ui/parts/Avatar';
import { addRecentCommand, recentCommands } from './browser-settings';
import { matchingSections } from './matching';
import { openOverlay } from './overlays';
import { useCommands, type Command } from './use-commands';
import { usePeople } from './use-people';
import { useReader } from './use-reader';

/** A search over pages, actions, organizations and people; the chosen one is opened or run. */
export function CommandMenu({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog" aria-label="Command menu">
          <Commands />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands() {
  const reader = useReader();
  const [typed, setTyped] = useState('');
  const [recent] = useState(recentCommands);
  const commands = [...useCommands(reader), ...usePeople(typed, reader)];
  const sections = matchingSections(commands, typed, recent);
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <TextField aria-label="Search commands" className="command-search" autoFocus>
        <Input
          className="input"
          role="combobox"
          aria-expanded
          aria-haspopup="listbox"
          placeholder="Search pages, people and actions"
        />
      </TextField>
      <ListBox
        className="menu command-list"
        aria-label="Commands"
        items={sections.map((section) => ({ id: section.name, ...section }))}
        renderEmptyState={() => <p className="menu__item quiet">Nothing matches.</p>}
        onAction={(key) => {
          const command = commands.find(({ id }) => id === key);
          if (command) choose(command);
        }}
      >
        {({ name, commands: found }) => (
          <ListBoxSection id={name}>
            <Header className="command-section small quiet">{name}</Header>
            <Collection items={found}>{(command) => <CommandItem command={command} />}</Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </Autocomplete>
  );
}

function choose(command: Command): void {
  // People and organizations are not kept: no trace of them stays in this browser.
  if (command.section === 'Pages' || command.section === 'Actions') addRecentCommand(command.id);
  openOverlay(null);
  command.run();
}

function CommandItem({ command: { id, label, hint, keys, icon: Icon } }: { readonly command: Command }) {
  return (
    <ListBoxItem id={id} textValue={hint === undefined ? label : `${label}, ${hint}`} className="menu__item">
      {Icon ? <Icon size={16} aria-hidden /> : <PersonAvatar name={label} />}
      <span className="truncate">{label}</span>
      {hint !== undefined && <span className="small quiet truncate push">{hint}</span>}
      {keys !== undefined && <kbd className="command-keys small quiet push">{keys}</kbd>}
    </ListBoxItem>
  );
}
