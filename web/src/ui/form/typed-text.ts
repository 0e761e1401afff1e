type TextField = HTMLInputElement | HTMLTextAreaElement;

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'hidden']);

/** Tracks the text fields inside an element: which of them differ from their value before they got the focus. */
export class TypedText {
  private readonly before = new Map<TextField, string>();
  private sent: string | null = null;

  /** To be called with the target of each `focusin` inside the element. */
  onFocus(target: EventTarget | null): void {
    if (isTextField(target) && !this.before.has(target)) this.before.set(target, textOf(target));
  }

  /** To be called when the form is submitted: until something else is typed, the values of the fields are being saved. */
  onSubmit(): void {
    this.sent = this.text();
  }

  /** Whether closing the element would lose typed text. */
  isUnsaved(): boolean {
    const fields = [...this.before].filter(([field]) => field.isConnected && !field.closest('[data-no-draft]'));
    return fields.some(([field, before]) => textOf(field) !== before) && this.sent !== this.text();
  }

  private text(): string {
    return JSON.stringify([...this.before.keys()].filter(({ isConnected }) => isConnected).map(textOf));
  }
}

/** What was typed: a field that shows it in another form while it has no focus names it in `data-typed`. */
function textOf(field: TextField): string {
  return field.closest<HTMLElement>('[data-typed]')?.dataset.typed ?? field.value;
}

function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TEXT.has(target.type) && !target.readOnly;
}
