/** Removes the first paint of index.html as soon as the console has rendered; the styles have hidden it already. */
export function removeFirstPaint(place: Element): void {
  new MutationObserver((_changes, observer) => {
    document.querySelector('.first-paint')?.remove();
    observer.disconnect();
  }).observe(place, { childList: true });
}
