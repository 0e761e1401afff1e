let live = false;

/** Whether this tab is told what changes: then nothing has to be asked for again and again. */
export function isLive(): boolean {
  return live;
}

export function setLive(next: boolean): void {
  live = next;
}
