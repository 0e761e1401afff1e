import type { PercentCrop } from 'react-image-crop';

/** The service scales larger logos down to this. */
const LARGEST = 512;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of the logo that is cropped from an image of this size. */
export function sizeOf({ width: ofWidth, height: ofHeight }: Size, crop: PercentCrop): Size {
  const width = Math.max(1, (crop.width / 100) * ofWidth);
  const height = Math.max(1, (crop.height / 100) * ofHeight);
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The largest square in the middle of an image of this size. */
export function squareOf({ width, height }: Size): PercentCrop {
  const side = Math.min(width, height);
  const [w, h] = [(side / width) * 100, (side / height) * 100];
  return { unit: '%', x: (100 - w) / 2, y: (100 - h) / 2, width: w, height: h };
}

/** The cropped image; the file itself where the whole image is chosen. */
export async function cropImage(picture: HTMLImageElement, crop: PercentCrop, file: Blob): Promise<Blob> {
  if (isWholeImage(crop)) return file;
  const { naturalWidth, naturalHeight } = picture;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, sizeOf({ width: naturalWidth, height: naturalHeight }, crop));
  const part = (percent: number, whole: number) => (percent / 100) * whole;
  const [x, y] = [part(crop.x, naturalWidth), part(crop.y, naturalHeight)];
  const [width, height] = [part(crop.width, naturalWidth), part(crop.height, naturalHeight)];
  canvas.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      resolve(blob ?? file);
    }, 'image/png');
  });
}

/** Whether the crop is the whole image. */
export function isWholeImage({ width, height }: PercentCrop): boolean {
  return width >= 99.9 && height >= 99.9;
}
