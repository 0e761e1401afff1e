import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../access/access-rules.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { Auth } from '../access/caller.decorators.js';
import { Describe } from '../platform/openapi/describe.js';
import { MarkReadDto, NotificationListDto, NotificationQueryDto, UnreadCountDto } from './dto/notification.dto.js';
import { OwnNotifications } from './own-notifications.service.js';

@ApiTags('Notifications')
@Controller('organizations/:organizationId/notifications')
export class NotificationsController {
  constructor(private readonly notifications: OwnNotifications) {}

  @Get()
  @RequirePermission('members:view')
  @Describe({
    id: 'notifications.list',
    summary: 'List your notifications',
    description:
      'Your own in this organization, newest first, and the number of unread ones. They are kept for 90 days. Not for API keys.',
    answer: NotificationListDto,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: NotificationQueryDto): Promise<NotificationListDto> {
    return this.notifications.list(auth, query);
  }

  @Post('read')
  @HttpCode(200)
  @RequirePermission('members:view')
  @Describe({
    id: 'notifications.markRead',
    summary: 'Mark notifications as read',
    description: 'Single ones by `ids`, all until a time by `until`. Marking again has no effect. Not for API keys.',
    answer: UnreadCountDto,
  })
  markRead(@Auth() auth: AuthorizedContext, @Body() dto: MarkReadDto): Promise<UnreadCountDto> {
    return this.notifications.markRead(auth, dto);
  }
}
