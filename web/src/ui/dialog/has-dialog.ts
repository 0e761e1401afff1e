/** Whether a dialog is open over the page. A page that is reloaded, or restricted, would close it with the text that is typed there. */
export function hasDialog(): boolean {
  return document.querySelector('.modal-overlay') !== null;
}
