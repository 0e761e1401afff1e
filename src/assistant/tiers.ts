/** What a message may ask for: how much it costs, and how much thought it gets. */
export interface Tier {
  /** Credits that a message takes. */
  readonly credits: number;
  /** How much of the conversation the model is reminded of, in characters. */
  readonly historyCharacters: number;
  /** How the model is told to answer. */
  readonly manner: string;
}

/** The tiers, cheapest first. There is one model; they differ in what it is given and told. */
export const TIERS = {
  fast: { credits: 1, historyCharacters: 8_000, manner: 'Answer in a few short sentences.' },
  balanced: { credits: 3, historyCharacters: 24_000, manner: 'Answer to the point, with the figures that matter.' },
  powerful: {
    credits: 5,
    historyCharacters: 64_000,
    manner: 'Think it through step by step, look up what you need, and answer thoroughly.',
  },
} as const satisfies Record<string, Tier>;

export type TierName = keyof typeof TIERS;

export const TIER_NAMES = Object.keys(TIERS) as TierName[];
