import { toLogo } from './logo-image.js';

/** The message to the child process: the uploaded file. */
export type LogoInput = Uint8Array;

/** Its answer: the logo, or null for a file that is not a picture that we accept. */
export type LogoResult = Uint8Array | null;

process.on('message', (file: LogoInput) => {
  void toLogo(Buffer.from(file.buffer, file.byteOffset, file.byteLength)).then((logo) => process.send?.(logo));
});
// The parent process has ended, or no longer needs this one.
process.on('disconnect', () => {
  process.exit();
});
