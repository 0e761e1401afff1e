import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { FileStore } from './file-store.js';
import { LocalFileStore } from './local-file-store.js';
import { S3FileStore } from './s3-file-store.js';
import { StoredFiles } from './stored-files.js';

/** The file store: the bucket where one is configured, else a folder below `DATA_DIR`. */
@Global()
@Module({
  providers: [
    {
      provide: FileStore,
      inject: [CONFIGURATION],
      useFactory: ({ storage, dataDir }: RunningConfiguration): FileStore =>
        storage.s3 ? new S3FileStore(storage.s3) : new LocalFileStore(join(dataDir, 'files')),
    },
    StoredFiles,
  ],
  exports: [FileStore, StoredFiles],
})
export class StorageModule {}
