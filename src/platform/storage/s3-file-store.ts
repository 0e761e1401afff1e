import { AwsClient } from 'aws4fetch';
import type { S3Configuration } from '../config/configuration.js';
import { Problem } from '../http/problem.js';
import { checkedKey, FileStore, fileStoreError } from './file-store.js';

const TIMEOUT = 10_000;

/** Files in a bucket of an S3-compatible store, addressed by path (`endpoint/bucket/key`), which all such stores support. */
export class S3FileStore extends FileStore {
  private readonly client: AwsClient;

  constructor(private readonly settings: S3Configuration) {
    super();
    // A region is part of the signature; stores other than Amazon's accept this one, and it is Amazon's own default.
    this.client = new AwsClient({
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
      service: 's3',
      region: 'us-east-1',
      retries: 2,
    });
  }

  async put(key: string, bytes: Buffer, contentType: string): Promise<void> {
    const body = new Uint8Array(bytes);
    // A 404 here means a missing bucket.
    if (!(await this.call(key, { method: 'PUT', body, headers: { 'Content-Type': contentType } })))
      throw fileStoreError(404);
  }

  async get(key: string): Promise<Buffer | null> {
    return this.call(key, { method: 'GET' });
  }

  async delete(key: string): Promise<void> {
    await this.call(key, { method: 'DELETE' });
  }

  async deleteAll(folder: string): Promise<void> {
    const prefix = `${checkedKey(folder)}/`;
    // Listed from the beginning each time: the files of the previous page are deleted by then.
    for (;;) {
      const keys = keysIn(await this.send(`?list-type=2&prefix=${encodeURIComponent(prefix)}`, { method: 'GET' }));
      if (keys.length === 0) return;
      for (const key of keys) {
        if (!key.startsWith(prefix)) throw fileStoreError('a list of other files');
        await this.delete(key);
      }
    }
  }

  private call(key: string, request: RequestInit): Promise<Buffer | null> {
    return this.send(`/${checkedKey(key)}`, request);
  }

  /** The body of the response, always read to its end, which releases the connection; null for a 404. */
  private async send(path: string, request: RequestInit): Promise<Buffer | null> {
    const url = `${this.settings.endpoint.replace(/\/$/, '')}/${this.settings.bucket}${path}`;
    try {
      const response = await this.client.fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT) });
      const body = Buffer.from(await response.arrayBuffer());
      if (response.status === 404) return null;
      if (!response.ok) throw fileStoreError(response.status);
      return body;
    } catch (error) {
      throw error instanceof Problem ? error : fileStoreError(error instanceof Error ? error.name : 'no answer');
    }
  }
}

/** The keys in the response to ListObjectsV2. They are our own keys, whose characters XML does not escape. */
function keysIn(list: Buffer | null): string[] {
  // A 404 here means a missing bucket, of which it is unknown whether files are left.
  if (!list) throw fileStoreError(404);
  return Array.from(list.toString().matchAll(/<Key>([\w/-]+)<\/Key>/g), (match) => match[1] ?? '');
}
