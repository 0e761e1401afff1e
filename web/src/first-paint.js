// Runs before the first paint, as a classic script of its own: modules run later, and the policy allows no inline script.
(() => {
  /** What can be chosen for this browser (shared/browser-settings.ts), beside the default, for which the styles need nothing. */
  const settings = { appearance: ['light', 'dark'], density: ['compact'], sidebar: ['collapsed'] };

  function applySettings() {
    for (const [name, values] of Object.entries(settings)) {
      let chosen = null;
      try {
        chosen = localStorage.getItem(name);
      } catch {
        // A browser that stores nothing has the defaults.
      }
      if (values.includes(chosen)) document.documentElement.dataset[name] = chosen;
      else delete document.documentElement.dataset[name];
    }
  }

  /**
   * Runs the console after the first paint: on a slow processor its scripts take a second. Nothing is painted in a tab in the
   * background.
   */
  function startAfterPaint() {
    const start = () => import(main);
    if (document.hidden) start();
    else requestAnimationFrame(() => setTimeout(start));
  }

  // Named by the build; the page of `npm run dev` loads its modules itself.
  const { main } = document.currentScript.dataset;
  if (main) addEventListener('DOMContentLoaded', startAfterPaint);

  applySettings();
  // Changed in another tab, and in this one.
  addEventListener('storage', applySettings);
  addEventListener('browser-setting', applySettings);
})();
