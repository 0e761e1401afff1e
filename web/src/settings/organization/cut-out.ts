import type { PercentCrop } from 'react-image-crop';

/** The service makes it no larger than this. */
const LARGEST = 512;

/** The chosen part as a picture of its own; the file itself where all of it was chosen. */
export async function cutOut(picture: HTMLImageElement, crop: PercentCrop, file: Blob): Promise<Blob> {
  if (crop.width >= 99.9 && crop.height >= 99.9) return file;
  const { naturalWidth, naturalHeight } = picture;
  const width = Math.max(1, (crop.width / 100) * naturalWidth);
  const height = Math.max(1, (crop.height / 100) * naturalHeight);
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const [x, y] = [(crop.x / 100) * naturalWidth, (crop.y / 100) * naturalHeight];
  canvas.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      resolve(blob ?? file);
    }, 'image/png');
  });
}
