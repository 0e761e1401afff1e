import { toLogo } from './logo-image.js';

/** What the process that draws is sent: the file. */
export type LogoOrder = Uint8Array;

/** What it answers: the logo, or null for a file that is not a picture for us. */
export type LogoResult = Uint8Array | null;

process.on('message', (file: LogoOrder) => {
  void toLogo(Buffer.from(file.buffer, file.byteOffset, file.byteLength)).then((logo) => process.send?.(logo));
});
// Its parent has ended, or needs it no more.
process.on('disconnect', () => {
  process.exit();
});
