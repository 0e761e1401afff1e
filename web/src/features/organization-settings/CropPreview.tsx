import type { CSSProperties } from 'react';
import type { PercentCrop } from 'react-image-crop';
import type { Size } from './crop';

interface CropPreviewProps {
  readonly url: string;
  readonly natural: Size;
  readonly crop: PercentCrop;
}

/** The sizes at which the console shows a logo. */
const SIZES = [64, 32];

/** How the logo will look in its square places; a screen reader is told its size instead. */
export function CropPreview(props: CropPreviewProps) {
  return (
    <div className="row" aria-hidden>
      <span className="small quiet">Preview</span>
      {SIZES.map((size) => (
        <span
          key={size}
          className={size === 64 ? 'avatar avatar--organization avatar--large' : 'avatar avatar--organization'}
        >
          <span className="crop-preview" style={styleOf(props, size)} />
        </span>
      ))}
    </div>
  );
}

/** The cropped part of the picture, as large as it fits into a square. */
function styleOf({ url, natural, crop }: CropPreviewProps, size: number): CSSProperties {
  const ratio = (crop.width * natural.width) / (crop.height * natural.height);
  const at = (start: number, extent: number) => (extent >= 100 ? 0 : (start / (100 - extent)) * 100);
  return {
    width: ratio >= 1 ? size : size * ratio,
    height: ratio >= 1 ? size / ratio : size,
    backgroundImage: `url(${url})`,
    backgroundSize: `${10_000 / crop.width}% ${10_000 / crop.height}%`,
    backgroundPosition: `${at(crop.x, crop.width)}% ${at(crop.y, crop.height)}%`,
  };
}
