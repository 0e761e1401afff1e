import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MEGABYTES = 4;

/**
 * The folder of uploaded files, on a disk of its own so small that it can be filled: root may mount one. No one else may, and
 * then a plain file is in the way of the folder instead.
 */
export class FileFolder {
  private readonly logos: string;
  private readonly aside: string;

  private constructor(
    private readonly folder: string,
    readonly isMounted: boolean,
  ) {
    this.logos = join(folder, 'logos');
    this.aside = join(folder, 'logos.aside');
  }

  static make(dataDir: string): FileFolder {
    const folder = join(dataDir, 'files');
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder], { stdio: 'ignore' });
      return new FileFolder(folder, true);
    } catch {
      return new FileFolder(folder, false);
    }
  }

  fill(): void {
    if (!this.isMounted) {
      // Set aside, so that what was uploaded before is there again afterwards.
      if (existsSync(this.logos)) renameSync(this.logos, this.aside);
      writeFileSync(this.logos, '');
      return;
    }
    const ballast = join(this.folder, 'ballast');
    writeFileSync(ballast, '');
    for (const size of [65_536, 4_096, 1]) {
      try {
        for (;;) appendFileSync(ballast, Buffer.alloc(size));
      } catch {
        // Full for this size.
      }
    }
  }

  free(): void {
    if (this.isMounted) {
      rmSync(join(this.folder, 'ballast'), { force: true });
      return;
    }
    rmSync(this.logos);
    if (existsSync(this.aside)) renameSync(this.aside, this.logos);
  }

  remove(): void {
    if (this.isMounted) execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' });
  }
}
