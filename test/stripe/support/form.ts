/** What a form-encoded body in Stripe's manner says: `items[0][price]=…` as nested objects, arrays by their index. */
export interface Form {
  [name: string]: string | Form;
}

export function readForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    const last = path.pop() ?? '';
    let place = form;
    for (const part of path) {
      const next = place[part];
      place = typeof next === 'object' ? next : (place[part] = {});
    }
    place[last] = value;
  }
  return form;
}
