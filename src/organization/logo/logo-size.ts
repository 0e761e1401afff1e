/** The longer side of a logo, in pixels. */
export const MAX_SIDE = 512;

/** The longer sides of its smaller versions, in pixels: for a list, and for a page about the organization. */
export const LOGO_SIZES = [64, 256] as const;
export type LogoSize = (typeof LOGO_SIZES)[number];
