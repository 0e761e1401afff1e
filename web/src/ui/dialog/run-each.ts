import { toRefusal, type Refusal } from '../../problem/problem';

export interface Failure<Item> {
  readonly item: Item;
  readonly refusal: Refusal;
}

/** What became of each item. */
export interface Outcome<Item> {
  readonly done: readonly Item[];
  readonly failed: readonly Failure<Item>[];
}

/** Runs a change for each item, one after the other; a refusal does not stop the others. */
export async function runEach<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
  onProgress?: (finished: number) => void,
): Promise<Outcome<Item>> {
  const done: Item[] = [];
  const failed: Failure<Item>[] = [];
  for (const item of items) {
    try {
      await run(item);
      done.push(item);
    } catch (error) {
      failed.push({ item, refusal: toRefusal(error) });
    }
    onProgress?.(done.length + failed.length);
  }
  return { done, failed };
}
