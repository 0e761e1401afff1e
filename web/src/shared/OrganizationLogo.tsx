import { useState } from 'react';
import { initials } from '../ui/parts/Avatar';

interface LogoProps {
  readonly name: string;
  readonly logoUrl: string | null;
  /** A wide logo gets a wider place, unless the default size keeps the names of a list below each other. */
  readonly size?: 'default' | 'fitted' | 'large';
}

/** From this ratio of its sides a logo would be a stripe in a square. */
const WIDE = 1.5;

/** An organization's logo, or its initials; the name is beside it. */
export function OrganizationLogo({ name, logoUrl, size = 'default' }: LogoProps) {
  // The address of a logo that turned out to be wide: the next one may be square.
  const [wideUrl, setWideUrl] = useState<string | null>(null);
  const isWide = size !== 'default' && logoUrl !== null && wideUrl === logoUrl;
  const classes = ['avatar avatar--organization', ...(size === 'large' ? ['avatar--large'] : [])];
  return (
    <span className={[...classes, ...(isWide ? ['avatar--wide'] : [])].join(' ')} aria-hidden>
      {logoUrl === null ? (
        initials(name)
      ) : (
        <img
          src={addressOf(logoUrl, isWide || size === 'large' ? LARGE : SMALL)}
          alt=""
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setWideUrl(naturalWidth >= WIDE * naturalHeight ? logoUrl : null);
          }}
        />
      )}
    </span>
  );
}

/** The versions of the picture, in pixels: twice the size of their place, for screens with twice the pixels. */
const [SMALL, LARGE] = [64, 256];

/** The page may have been opened by another host name of the service; the logo has the same path there. */
function addressOf(url: string, size: number): string {
  return `${new URL(url, location.href).pathname}?size=${size}`;
}
