/** The first eight bytes of every PNG. */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MAX_WIDTH = 180;
const MAX_HEIGHT = 48;

/** Width and height in CSS pixels. */
export interface LogoSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The displayed size of a logo in an email: its own, or scaled down to fit. Outlook needs both numbers, so they are read from
 * the picture's header.
 *
 * @returns null if the bytes are not a PNG; the email is then sent without the logo
 */
export function logoSizeInMail(png: Buffer): LogoSize | null {
  if (png.length < 24 || !png.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
