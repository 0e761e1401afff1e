import { useId } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Button } from '../../ui/parts/Button';

interface CropToolsProps {
  readonly isSquare: boolean;
  readonly onSquare: (isSquare: boolean) => void;
  readonly onWhole: () => void;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

/** Presets of the crop, and how large the picture is shown. */
export function CropTools({ isSquare, onSquare, onWhole, zoom, onZoom }: CropToolsProps) {
  const id = useId();
  return (
    <div className="row row--apart">
      <div className="row">
        <ToggleButton className="button button--small" isSelected={isSquare} onChange={onSquare}>
          Square
        </ToggleButton>
        <Button size="small" onPress={onWhole}>
          Whole image
        </Button>
      </div>
      <div className="row">
        <label htmlFor={id} className="small">
          Zoom
        </label>
        <input
          id={id}
          type="range"
          min={1}
          max={4}
          step={0.25}
          value={zoom}
          // Only how it is shown: closing the dialog loses nothing.
          data-no-draft
          aria-valuetext={`${Math.round(zoom * 100)} %`}
          onChange={({ target }) => {
            onZoom(Number(target.value));
          }}
        />
      </div>
    </div>
  );
}
