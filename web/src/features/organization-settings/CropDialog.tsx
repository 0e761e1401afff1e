import { useEffect, useRef, useState } from 'react';
import ReactCrop, { type PercentCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import type { Refusal } from '../../problem/problem';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { DialogFoot } from '../../ui/Modal';
import { Hint, Notice } from '../../ui/Notice';
import type { Question } from '../../ui/Unsaved';
import { useDraft } from '../../ui/use-draft';
import { cropImage, isWholeImage, sizeOf } from './crop';

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
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null);
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
          <p className="quiet">Drag the edges, or focus a handle and use the arrow keys. Square logos look best.</p>
          <div className="crop">
            <ReactCrop
              crop={crop}
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
                  onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                    setNatural({ width: naturalWidth, height: naturalHeight });
                  }}
                  onError={() => {
                    setIsUnreadable(true);
                  }}
                />
              )}
            </ReactCrop>
          </div>
          <p className="small quiet figures" aria-live="polite">
            {size ? `The logo will be saved with ${size.width} × ${size.height} pixels.` : ''}
          </p>
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
