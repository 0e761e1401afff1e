/** A question and its answer. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/**
 * The part of a conversation that the model gets as history: the newest exchanges that fit into this many characters
 * together, without a gap, oldest first. An exchange is never split.
 */
export function selectHistory(newestFirst: readonly Exchange[], characters: number): Exchange[] {
  const history: Exchange[] = [];
  let left = characters;
  for (const exchange of newestFirst) {
    left -= exchange.question.length + exchange.answer.length;
    if (left < 0) break;
    history.unshift(exchange);
  }
  return history;
}
