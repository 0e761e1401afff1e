import { useNavigate } from '@tanstack/react-router';
import { SearchBox } from '../ui/form/SearchBox';
import { Select, type Choice } from '../ui/form/Select';

/** A filter beside the search. */
interface SelectFilter<Name extends string> {
  /** Its parameter in the URL. */
  readonly name: Name;
  readonly label: string;
  /** The empty value leaves the parameter out. */
  readonly choices: readonly Choice<string>[];
}

interface ListFiltersProps<Search extends object> {
  /** What is filtered: the accessible name of the region. */
  readonly label: string;
  /** The filters in force, as they are in the URL. */
  readonly search: Search;
  /** The search by a text, which is the parameter `q`; left out where the list has none. */
  readonly box?: { readonly label: string; readonly placeholder: string };
  readonly selects?: readonly SelectFilter<keyof Search & string>[];
}

/** The search of a list, with its filters beside it. They are in the URL: it can be shared. */
export function ListFilters<Search extends object>({ label, search, box, selects = [] }: ListFiltersProps<Search>) {
  const navigate = useNavigate();
  const change = (name: string, value: string | true) => {
    void navigate({ to: '.', search: (before) => withParam(before, name, value), replace: true, resetScroll: false });
  };
  const values = search as Readonly<Record<string, string | true | undefined>>;
  const valueOf = (name: string) => String(values[name] ?? '');
  return (
    <div className={box ? 'filters' : 'row'} role="search" aria-label={label}>
      {box && (
        <SearchBox
          {...box}
          value={valueOf('q')}
          onChange={(text) => {
            change('q', text);
          }}
        />
      )}
      {selects.map(({ name, label: selectLabel, choices }) => (
        <Select
          key={name}
          aria-label={selectLabel}
          choices={choices}
          value={valueOf(name)}
          onChange={(value) => {
            // The text would be in quotation marks in the URL.
            change(name, value === 'true' ? true : value);
          }}
        />
      ))}
    </div>
  );
}

/** The parameters of a URL with one of them changed; an empty value leaves it out. */
function withParam<Search extends object>(search: Search, name: string, value: string | true): Search {
  if (value !== '') return { ...search, [name]: value };
  return Object.fromEntries(Object.entries(search).filter(([key]) => key !== name)) as Search;
}
