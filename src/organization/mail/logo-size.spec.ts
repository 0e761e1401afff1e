import { logoSizeInMail } from './logo-size.js';

function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([header, size]);
}

describe('the size of a logo in an email', () => {
  it.each([
    [512, 512, { width: 48, height: 48 }],
    [512, 128, { width: 180, height: 45 }],
    [512, 1, { width: 180, height: 1 }],
    [10, 512, { width: 1, height: 48 }],
    [32, 32, { width: 32, height: 32 }],
  ])('%i × %i fits into its space', (width, height, expected) => {
    expect(logoSizeInMail(pngHeader(width, height))).toEqual(expected);
  });

  it('is unknown for a file that is not a PNG', () => {
    expect(logoSizeInMail(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
    expect(logoSizeInMail(Buffer.alloc(0))).toBeNull();
    expect(logoSizeInMail(pngHeader(0, 10))).toBeNull();
  });
});
