/** A tier that a message can choose: how much it costs, and how thorough the answer is. */
export interface Tier {
  /** Credits that a message takes. */
  readonly credits: number;
  /** How much of the conversation the model gets as history, in characters. */
  readonly historyCharacters: number;
  /** The instruction for how the model should answer. */
  readonly manner: string;
}

/** The tiers, cheapest first. They use the same model and differ in its history and instructions. */
export const TIERS = {
  fast: { credits: 1, historyCharacters: 8_000, manner: 'Answer in a few short sentences.' },
  balanced: { credits: 3, historyCharacters: 24_000, manner: 'Answer concisely, with the figures that matter.' },
  powerful: {
    credits: 5,
    historyCharacters: 64_000,
    manner: 'Think step by step, look up what you need, and answer thoroughly.',
  },
} as const satisfies Record<string, Tier>;

export type TierName = keyof typeof TIERS;

export const TIER_NAMES = Object.keys(TIERS) as TierName[];
