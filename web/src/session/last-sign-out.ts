const KEY = 'last-sign-out';

/** When someone has last signed out in this browser, in milliseconds since 1970: nothing else of a session is kept for other tabs. */
export const lastSignOut = {
  at(): number {
    try {
      return Number(localStorage.getItem(KEY) ?? 0);
    } catch {
      return 0;
    }
  },

  store(): void {
    try {
      localStorage.setItem(KEY, String(Date.now()));
    } catch {
      // A browser that stores nothing keeps no token either.
    }
  },
};
