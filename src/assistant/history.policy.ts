/** Something asked, and what was answered. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/**
 * As much of a conversation as the model is reminded of: the newest exchanges that fit into so many characters together, without
 * a gap, oldest first. An exchange is never torn apart.
 */
export function rememberedOf(newestFirst: readonly Exchange[], characters: number): Exchange[] {
  const remembered: Exchange[] = [];
  let left = characters;
  for (const exchange of newestFirst) {
    left -= exchange.question.length + exchange.answer.length;
    if (left < 0) break;
    remembered.unshift(exchange);
  }
  return remembered;
}
