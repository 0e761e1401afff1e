import { toLogo } from './logo-image.js';

/** The message to the child process: a picture, and the length of the logo's longer side in pixels. */
export interface LogoInput {
  readonly file: Uint8Array;
  readonly side: number;
}

/** Its answer: the logo, or null for a file that is not a picture that we accept. */
export type LogoResult = Uint8Array | null;

process.on('message', ({ file, side }: LogoInput) => {
  void toLogo(Buffer.from(file.buffer, file.byteOffset, file.byteLength), side).then((logo) => process.send?.(logo));
});
// The parent process has ended, or no longer needs this one.
process.on('disconnect', () => {
  process.exit();
});
