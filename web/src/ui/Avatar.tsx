/** The first letters of the first two words. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase())
    .join('');
}

/** A person; the name is beside it. */
export function PersonAvatar({ name }: { readonly name: string }) {
  return (
    <span className="avatar" aria-hidden>
      {initials(name)}
    </span>
  );
}

interface LogoProps {
  readonly name: string;
  readonly logoUrl: string | null;
  readonly size?: 'usual' | 'large';
}

/** An organization's logo, or its letters; the name is beside it. */
export function Logo({ name, logoUrl, size = 'usual' }: LogoProps) {
  return (
    <span className={`avatar avatar--organization${size === 'large' ? ' avatar--large' : ''}`} aria-hidden>
      {logoUrl === null ? initials(name) : <img src={sameOrigin(logoUrl)} alt="" />}
    </span>
  );
}

/** The page may have been opened under another of the service's names; its own picture is at the same path. */
function sameOrigin(url: string): string {
  return new URL(url, location.href).pathname;
}
