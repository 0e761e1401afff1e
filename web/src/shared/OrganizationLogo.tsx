import { initials } from '../ui/parts/Avatar';

interface LogoProps {
  readonly name: string;
  readonly logoUrl: string | null;
  readonly size?: 'default' | 'large';
}

/** An organization's logo, or its initials; the name is beside it. */
export function OrganizationLogo({ name, logoUrl, size = 'default' }: LogoProps) {
  return (
    <span className={`avatar avatar--organization${size === 'large' ? ' avatar--large' : ''}`} aria-hidden>
      {logoUrl === null ? initials(name) : <img src={addressOf(logoUrl, SIZES[size])} alt="" />}
    </span>
  );
}

/** The versions of the picture, in pixels: twice the size of their place, for screens with twice the pixels. */
const SIZES = { default: 64, large: 256 } as const;

/** The page may have been opened by another host name of the service; the logo has the same path there. */
function addressOf(url: string, size: number): string {
  return `${new URL(url, location.href).pathname}?size=${size}`;
}
