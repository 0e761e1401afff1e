/** The parameters of a URL with one of them changed; an empty value leaves it out. */
export function withParam<Search extends object, Name extends keyof Search & string>(
  search: Search,
  name: Name,
  value: Search[Name] | '',
): Search {
  if (value !== '' && value !== undefined) return { ...search, [name]: value };
  return Object.fromEntries(Object.entries(search).filter(([key]) => key !== name)) as Search;
}
