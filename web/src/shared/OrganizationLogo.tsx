import { initials } from '../ui/Avatar';

interface LogoProps {
  readonly name: string;
  readonly logoUrl: string | null;
  readonly size?: 'default' | 'large';
}

/** An organization's logo, or its initials; the name is beside it. */
export function OrganizationLogo({ name, logoUrl, size = 'default' }: LogoProps) {
  return (
    <span className={`avatar avatar--organization${size === 'large' ? ' avatar--large' : ''}`} aria-hidden>
      {logoUrl === null ? initials(name) : <img src={sameOrigin(logoUrl)} alt="" />}
    </span>
  );
}

/** The page may have been opened by another host name of the service; the logo has the same path there. */
function sameOrigin(url: string): string {
  return new URL(url, location.href).pathname;
}
