import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { readTemplate } from '../platform/mail/index.js';
import { NoticeMailJob } from './notice-mail.job.js';
import { NOTICE_TEMPLATE } from './notice-template.js';
import { Notices } from './notices.js';

/** Mails that are no invitation: what the owner of an organization is told. */
@Module({
  imports: [OrganizationModule],
  providers: [
    Notices,
    NoticeMailJob,
    {
      provide: NOTICE_TEMPLATE,
      useFactory: () => readTemplate(fileURLToPath(new URL('mail/', import.meta.url)), 'notice.html'),
    },
  ],
})
export class NoticesModule {}
