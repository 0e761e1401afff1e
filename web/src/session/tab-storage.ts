/** In a browser that keeps nothing, what is here works until the next reload. */
const memory = new Map<string, string>();

/** What this tab keeps beyond a reload, and no other tab sees. */
export const tabStorage = {
  get(name: string): string | null {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return memory.get(name) ?? null;
    }
  },

  /** Whether a value would be there after a reload as well. */
  has(name: string): boolean {
    try {
      return sessionStorage.getItem(name) !== null;
    } catch {
      return false;
    }
  },

  set(name: string, value: string | null): void {
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch {
      if (value === null) memory.delete(name);
      else memory.set(name, value);
    }
  },
};
