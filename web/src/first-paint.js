// Runs before the first paint, as a classic script of its own: modules run later, and the policy allows no inline script.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');

  /** The appearance that the person has chosen in this browser (shared/appearance.ts); otherwise the system's. */
  function applyAppearance() {
    let chosen = null;
    try {
      chosen = localStorage.getItem('appearance');
    } catch {
      // A browser that stores nothing follows the system.
    }
    const isDark = chosen === 'dark' || (chosen !== 'light' && system.matches);
    document.documentElement.dataset.scheme = isDark ? 'dark' : 'light';
  }

  applyAppearance();
  system.addEventListener('change', applyAppearance);
  // Changed in another tab, and in this one.
  addEventListener('storage', applyAppearance);
  addEventListener('appearance', applyAppearance);
})();
