import { Inject, Injectable } from '@nestjs/common';
import { v4 } from 'uuid';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { Problem, validationFailed } from '../../platform/http/problem.js';
import { RateLimiter, type Limit } from '../../platform/http/rate-limiter.js';
import { requestContext, requestEnded } from '../../platform/http/request-context.js';
import type { Upload } from '../../platform/http/upload.js';
import { parseId, type OrganizationId } from '../../platform/ids/ids.js';
import { logger } from '../../platform/logging/logger.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { StoredFiles } from '../../platform/storage/stored-files.js';
import { LogoConverter } from './logo-converter.js';
import type { LogoSize } from './logo-size.js';
import { LogoSizes } from './logo-sizes.js';
import { logoNotFound, unsupportedImage } from '../organization.problems.js';

const TYPE = 'image/png';
const FOREVER = 'public, max-age=31536000, immutable';
/** Per organization, since each takes one second of processor time. */
const LOGOS: Limit = { name: 'logos', quota: 60, seconds: 3_600 };

/** The organizations' logos. They are public to everyone who knows their address, which cannot be guessed and never changes. */
@Injectable()
export class Logos {
  private readonly publicUrl: string;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly tenants: TenantDatabase,
    private readonly files: FileStore,
    private readonly stored: StoredFiles,
    private readonly audit: AuditLog,
    private readonly converter: LogoConverter,
    private readonly limiter: RateLimiter,
    private readonly sizes: LogoSizes,
  ) {
    this.publicUrl = configuration.publicUrl;
  }

  /** The address of a logo; null without one. */
  urlOf(logoId: string | null): string | null {
    return logoId === null ? null : `${this.publicUrl}/logos/${logoId}`;
  }

  /** The picture for an email or a report; null without one. */
  async getPicture(logoId: string | null): Promise<Buffer | null> {
    return logoId === null ? null : this.files.get(keyOf(logoId));
  }

  /**
   * The picture, or a smaller version of it.
   *
   * @throws 404 `logo-not-found`
   */
  async serve(logoId: string, size: LogoSize | undefined): Promise<BinaryAnswer> {
    const id = parseId(logoId);
    const picture = await this.getPicture(id);
    if (!id || !picture) throw new Problem(logoNotFound);
    const smaller = size === undefined ? null : await this.sizes.get(id, picture, size);
    const context = requestContext.getStore();
    if (context) {
      // The whole picture in place of a smaller one is asked for again later.
      context.headers['Cache-Control'] = size === undefined || smaller ? FOREVER : 'public, max-age=60';
      context.headers['Cross-Origin-Resource-Policy'] = 'cross-origin';
    }
    return new BinaryAnswer(smaller ?? picture, TYPE);
  }

  /**
   * Sets the logo from an uploaded picture. The caller is authorized before a byte of it is read.
   *
   * @param receive reads the upload
   * @param answer returns the answer, within the transaction of the change: read later, it might be refused to a caller who
   *   has been removed by then, although the logo is set
   * @throws 413 `body-too-large`, 415 `unsupported-media-type`, 422 without a file, 422 `unsupported-image`, 429
   *   `rate-limited`, 503 `service-unavailable`
   */
  async set<T>(
    auth: AuthorizedContext,
    receive: () => Promise<Upload | null>,
    answer: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    await this.tenants.authorize(auth);
    const context = requestContext.getStore();
    if (context) this.limiter.count(context, `logos:${auth.organizationId}`, LOGOS);
    const upload = await receive();
    if (!upload) throw noImage();
    const picture = await this.convert(auth.organizationId, upload);
    const logoId = v4();
    try {
      await this.stored.put(auth.organizationId, keyOf(logoId), picture, TYPE);
      return await this.change(auth, logoId, answer);
    } catch (error) {
      // Any error but a refusal leaves it open whether the commit succeeded: the organization may refer to the file.
      if (error instanceof Problem) this.deleteFile(auth.organizationId, logoId);
      throw error;
    }
  }

  /** @throws 422 `unsupported-image` */
  private async convert(organizationId: OrganizationId, upload: Upload): Promise<Buffer> {
    try {
      const picture = await this.converter.convert(organizationId, upload, requestEnded());
      if (!picture) throw new Problem(unsupportedImage);
      return picture;
    } finally {
      await upload.discard();
    }
  }

  async delete(auth: AuthorizedContext): Promise<void> {
    await this.change(auth, null, () => Promise.resolve());
  }

  private async change<T>(
    auth: AuthorizedContext,
    logoId: string | null,
    answer: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.tenants.write(auth, async (tx) => {
      tx.locks.assertOrder('organization');
      const before = await tx.one<{ logo_id: string | null }>(
        'select logo_id from organization where organization_id = $1 for no key update',
        [tx.organizationId],
      );
      if (before.logo_id === logoId) return answer(tx);
      await tx.query('update organization set logo_id = $2, version = version + 1 where organization_id = $1', [
        tx.organizationId,
        logoId,
      ]);
      this.audit.recordAuditEvent(tx, {
        action: 'organization.logo_changed',
        actor: auth.actor,
        target: { kind: 'organization', id: tx.organizationId, name: auth.organization.name },
        changes: { logoUrl: { from: this.urlOf(before.logo_id), to: this.urlOf(logoId) } },
      });
      tx.afterCommit(() => {
        if (before.logo_id) this.deleteFile(tx.organizationId, before.logo_id);
      });
      return answer(tx);
    });
  }

  /** Not awaited; a file that cannot be removed now is removed with the organization. */
  private deleteFile(organizationId: OrganizationId, logoId: string): void {
    this.stored.delete(organizationId, keyOf(logoId)).catch(() => {
      logger.warn({ logoId }, 'An old logo could not be removed from the file store.');
    });
  }
}

function noImage(): Problem {
  return new Problem(validationFailed, {
    errors: [{ pointer: '/file', detail: 'No image was sent. Choose one image.' }],
    hint: 'Send it as the form field "file" of a "multipart/form-data" body.',
  });
}

function keyOf(logoId: string): string {
  return `logos/${logoId}`;
}
