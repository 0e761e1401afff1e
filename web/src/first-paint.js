// Runs before the first paint, as a classic script of its own: modules run later, and the policy allows no inline script.
(() => {
  /** The appearance that was chosen in this browser (features/account/appearance.ts); without one the styles follow the system. */
  function applyAppearance() {
    let chosen = null;
    try {
      chosen = localStorage.getItem('appearance');
    } catch {
      // A browser that stores nothing follows the system.
    }
    if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.appearance = chosen;
    else delete document.documentElement.dataset.appearance;
  }

  applyAppearance();
  // Changed in another tab, and in this one.
  addEventListener('storage', applyAppearance);
  addEventListener('appearance', applyAppearance);
})();
