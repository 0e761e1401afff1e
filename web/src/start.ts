// The first paint of index.html comes before the console's scripts run: on a slow processor they take a second.

const place = document.getElementById('console');
if (place) new MutationObserver(removeFirstPaint).observe(place, { childList: true });

// Nothing is painted in a tab in the background.
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));

function start(): void {
  void import('./main');
}

/** The styles have hidden it already when the console renders. */
function removeFirstPaint(_changes: readonly MutationRecord[], observer: MutationObserver): void {
  document.querySelector('.first-paint')?.remove();
  observer.disconnect();
}
