import { toLogo } from './logo-image.js';

/** The message to the drawing process: the file. */
export type LogoOrder = Uint8Array;

/** Its answer: the logo, or null for a file that is not a picture that we accept. */
export type LogoResult = Uint8Array | null;

process.on('message', (file: LogoOrder) => {
  void toLogo(Buffer.from(file.buffer, file.byteOffset, file.byteLength)).then((logo) => process.send?.(logo));
});
// The parent process has ended, or no longer needs this one.
process.on('disconnect', () => {
  process.exit();
});
