type TextField = HTMLInputElement | HTMLTextAreaElement;

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'hidden']);

/** Follows what is typed below a place: which fields differ from what they held before someone came to them. */
export class TypedText {
  private readonly before = new Map<TextField, string>();
  private sent: string | null = null;

  /** To be called with the target of each `focusin` below the place. */
  onFocus(target: EventTarget | null): void {
    if (isTextField(target) && !this.before.has(target)) this.before.set(target, target.value);
  }

  /** To be called when the form is sent: until something else is typed, what the fields hold is being sent. */
  onSubmit(): void {
    this.sent = this.text();
  }

  /** Whether closing the place would lose something that was typed. */
  isUnsaved(): boolean {
    const fields = [...this.before].filter(([field]) => field.isConnected && !field.closest('[data-no-draft]'));
    return fields.some(([field, before]) => field.value !== before) && this.sent !== this.text();
  }

  private text(): string {
    return JSON.stringify([...this.before.keys()].filter(({ isConnected }) => isConnected).map(({ value }) => value));
  }
}

function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TEXT.has(target.type) && !target.readOnly;
}
