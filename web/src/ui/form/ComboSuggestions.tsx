import { ListBox, ListBoxItem, Popover } from 'react-aria-components';

/** A suggestion as the combobox has it among its items. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
}

/** About eight suggestions: more of them would hide the dialog around the field. */
const MAX_HEIGHT = 300;

/** The suggestions below a combobox. @param empty shown where none match */
export function ComboSuggestions({ empty }: { readonly empty?: string }) {
  return (
    <Popover className="popover popover--field" maxHeight={MAX_HEIGHT}>
      <ListBox
        className="menu"
        {...(empty === undefined ? {} : { renderEmptyState: () => <p className="menu__item quiet">{empty}</p> })}
      >
        {({ id, label }: Suggestion) => (
          <ListBoxItem id={id} className="menu__item" textValue={label}>
            {label}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
