import sharp from 'sharp';
import { toLogo } from '../../organization/logo/logo-image.js';

/** A sun above two waves. Shapes only: a text would need the fonts of the machine. */
const DRAWING = `
  <svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
    <clipPath id="shape"><rect width="256" height="256" rx="56"/></clipPath>
    <g clip-path="url(#shape)">
      <rect width="256" height="256" fill="#0b6e7f"/>
      <circle cx="128" cy="104" r="44" fill="#ffd166"/>
      <path d="M0 150 Q64 118 128 150 T256 150 V256 H0 Z" fill="#1b98a8"/>
      <path d="M0 190 Q64 158 128 190 T256 190 V256 H0 Z" fill="#bfeaf0"/>
    </g>
  </svg>`;

/** The demo organization's logo, as a PNG like any uploaded one. */
export async function drawLogo(): Promise<Buffer> {
  const logo = await toLogo(await sharp(Buffer.from(DRAWING)).png().toBuffer());
  if (!logo) throw new Error('The drawing of the demo could not be read as a logo.');
  return logo;
}
