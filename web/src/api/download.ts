import { readProblem, toRefusal } from '../problem/problem';
import { fetchSignedIn } from './fetch-signed-in';

/**
 * Has the browser save a file that the service answers.
 *
 * @param name unless the answer names it
 */
export async function saveFile(path: string, name: string): Promise<void> {
  const response = await fetchSignedIn(new Request(path)).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveBlob(await response.blob(), named ?? name);
}

/** Has the browser save a file that was made in the page. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
