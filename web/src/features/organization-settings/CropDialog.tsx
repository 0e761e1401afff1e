import { useEffect, useRef, useState } from 'react';
import ReactCrop, { type PercentCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import type { Refusal } from '../../problem/problem';
import { Button } from '../../ui/parts/Button';
import { Dialog } from '../../ui/dialog/Dialog';
import { DialogFoot } from '../../ui/dialog/Modal';
import { Hint, Notice } from '../../ui/feedback/Notice';
import type { Question } from '../../ui/dialog/Unsaved';
import { useDraft } from '../../ui/dialog/use-draft';
import { CropPreview } from './CropPreview';
import { CropTools } from './CropTools';
import { cropImage, isWholeImage, sizeOf, squareOf, type Size } from './crop';

const WHOLE: PercentCrop = { unit: '%', x: 0, y: 0, width: 100, height: 100 };

interface CropDialogProps {
  readonly file: File;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly onCrop: (picture: Blob) => void;
  readonly onClose: () => void;
}

const DISCARD: Question = {
  title: 'Discard the crop?',
  text: 'The logo isn’t saved, and the crop will be lost.',
  stay: 'Keep cropping',
  discard: 'Discard',
};

/** Shows the chosen image before it is sent, to be cropped. */
export function CropDialog(props: CropDialogProps) {
  return (
    <Dialog title="Crop logo" isOpen question={DISCARD} onClose={props.onClose}>
      <CropForm {...props} />
    </Dialog>
  );
}

function CropForm({ file, isPending, refusal, onCrop, onClose }: CropDialogProps) {
  const picture = useRef<HTMLImageElement>(null);
  const url = useObjectUrl(file);
  const [crop, setCrop] = useState<PercentCrop>(WHOLE);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const [isSquare, setIsSquare] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [natural, setNatural] = useState<(Size & { readonly shownWidth: number }) | null>(null);
  const size = natural && sizeOf(natural, crop);
  useDraft(!isWholeImage(crop));
  const save = async () => {
    if (picture.current) onCrop(await cropImage(picture.current, crop, file));
  };
  return (
    <>
      {isUnreadable ? (
        <Hint variant="warn">This file can’t be read. Choose a PNG, JPEG or WebP image.</Hint>
      ) : (
        <>
          <p className="quiet">
            Drag the edges, or focus a handle and use the arrow keys. Square logos look best in the console.
          </p>
          {natural && (
            <CropTools
              isSquare={isSquare}
              onSquare={(next) => {
                setIsSquare(next);
                if (next) setCrop(squareOf(natural));
              }}
              onWhole={() => {
                setIsSquare(false);
                setCrop(WHOLE);
              }}
              zoom={zoom}
              onZoom={setZoom}
            />
          )}
          <div className="crop" role="group" aria-label="Picture" tabIndex={zoom > 1 ? 0 : undefined}>
            <ReactCrop
              crop={crop}
              {...(isSquare ? { aspect: 1 } : {})}
              onChange={(_pixels, percent) => {
                setCrop(percent);
              }}
              keepSelection
              minWidth={16}
              minHeight={16}
            >
              {url !== null && (
                <img
                  ref={picture}
                  src={url}
                  alt="The chosen logo"
                  {...(natural && zoom > 1 ? { style: zoomedStyle(natural.shownWidth, zoom) } : {})}
                  onLoad={({ currentTarget: { naturalWidth, naturalHeight, clientWidth } }) => {
                    setNatural({ width: naturalWidth, height: naturalHeight, shownWidth: clientWidth });
                  }}
                  onError={() => {
                    setIsUnreadable(true);
                  }}
                />
              )}
            </ReactCrop>
          </div>
          <div className="row row--apart">
            <p className="small quiet figures" aria-live="polite">
              {size ? `The logo will be saved with ${size.width} × ${size.height} pixels.` : ''}
            </p>
            {natural && url !== null && <CropPreview url={url} natural={natural} crop={crop} />}
          </div>
        </>
      )}
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={isUnreadable} isPending={isPending} onPress={() => void save()}>
          Save logo
        </Button>
      </DialogFoot>
    </>
  );
}

/** Larger than it fits: the picture scrolls in its box. */
function zoomedStyle(shownWidth: number, zoom: number) {
  return { width: shownWidth * zoom, maxWidth: 'none', maxHeight: 'none' };
}

/** An object URL for the file, until the component is unmounted. */
function useObjectUrl(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    // The URL is created when the component is mounted, and has to be revoked with it.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}
