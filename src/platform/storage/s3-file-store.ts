import { AwsClient } from 'aws4fetch';
import type { S3Configuration } from '../config/configuration.js';
import { checkedKey, FileStore } from './file-store.js';

const TIMEOUT = 10_000;

/** Files in a bucket of an S3-compatible store, addressed by path (`endpoint/bucket/key`), which all of them understand. */
export class S3FileStore extends FileStore {
  private readonly client: AwsClient;

  constructor(private readonly settings: S3Configuration) {
    super();
    // A region is part of the signature; stores other than Amazon's take this one, and Amazon's own default is the same.
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
    await this.call(key, { method: 'PUT', body, headers: { 'Content-Type': contentType } });
  }

  async get(key: string): Promise<Buffer | null> {
    const response = await this.call(key, { method: 'GET' });
    return response.status === 404 ? null : Buffer.from(await response.arrayBuffer());
  }

  async delete(key: string): Promise<void> {
    await this.call(key, { method: 'DELETE' });
  }

  private async call(key: string, request: RequestInit): Promise<Response> {
    const url = `${this.settings.endpoint.replace(/\/$/, '')}/${this.settings.bucket}/${checkedKey(key)}`;
    const response = await this.client.fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok && response.status !== 404) {
      throw new Error(`The file store answered ${response.status} to ${request.method ?? 'GET'}.`);
    }
    return response;
  }
}
