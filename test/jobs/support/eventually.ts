/** Asks again and again until the condition holds, and answers how many milliseconds that took. */
export async function eventually(condition: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await condition()) return performance.now() - began;
    if (performance.now() - began > limitMs) throw new Error(`not so within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
