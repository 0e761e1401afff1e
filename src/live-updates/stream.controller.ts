import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequirePermission } from '../access/access-rules.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { Auth } from '../access/caller.decorators.js';
import { LimitConcurrency } from '../access/route-metadata.js';
import { Describe } from '../platform/openapi/describe.js';
import { LIVE_STREAMS_AT_ONCE, LiveStreams } from './live-streams.js';

const EXAMPLE =
  'event: ready\ndata: {}\n\nevent: changed\ndata: {"topic":"members","ids":["019ab970-1c00-7000-8000-000000000002"]}\n\n';

@ApiTags('Live updates')
@Controller('organizations/:organizationId/stream')
export class StreamController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @RequirePermission('members:view')
  @LimitConcurrency(LIVE_STREAMS_AT_ONCE)
  @Describe({
    id: 'liveUpdates.stream',
    summary: 'Stream what changes in the organization',
    description:
      'Server-sent events that name what changed, so that a client loads it again; they contain no content. `changed` has a `topic` ' +
      '(`members`, `invitations`, `reassignments`, `imports`, `api-keys`, `organization`, `permissions`, `notifications`) and the `ids`, ' +
      'empty for many or for a list as a whole. A caller gets the topics that their role may read; `permissions` and `notifications` are ' +
      'their own. After `ready`, no change is missed; after `resync`, some may have been: load everything again. The stream ends with the ' +
      'session, the membership or the organization. After an end, connect again and load everything. Not for API keys. Read it with ' +
      '`fetch` and the `Authorization` header, never with a token in the URL. A caller may have ten such streams open at once.',
    events: EXAMPLE,
  })
  async stream(@Auth() auth: AuthorizedContext, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.streams.stream(auth, request, response);
  }
}
