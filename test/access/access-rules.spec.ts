import 'reflect-metadata';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { AccessRuleCheck } from '../../src/access/access-rule-check.js';
import {
  Public,
  RequirePermission,
  RequirePermissionEvenDeleted,
  RequirePermissionOrOneself,
  SignedIn,
  Superadmin,
} from '../../src/access/access-rules.js';
import { routeMetadataOf } from '../../src/access/route-metadata.js';
import { World } from '../support/world.js';
import { routesOfNest } from './support/routes.js';

@Controller('valid')
class ValidController {
  @Get('a')
  @RequirePermission('members:view')
  permission(): string {
    return '';
  }

  @Get('b')
  @RequirePermissionOrOneself('members:manage')
  oneself(): string {
    return '';
  }

  @Get('c')
  @SignedIn()
  signedIn(): string {
    return '';
  }

  @Get('d')
  @Superadmin()
  superadmin(): string {
    return '';
  }

  @Post('e')
  @Public()
  everybody(): string {
    return '';
  }

  @Post('f')
  @RequirePermissionEvenDeleted('organization:delete')
  evenDeleted(): string {
    return '';
  }

  /** Not a route, so it needs no access rule. */
  helper(): string {
    return '';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get('fine')
  @Public()
  fine(): string {
    return '';
  }

  @Get()
  forgotten(): string {
    return '';
  }
}

@Controller('double')
class DoubleController {
  @Get()
  @Public()
  @RequirePermission('members:view')
  contradiction(): string {
    return '';
  }
}

@Controller('twice')
class TwiceController {
  @Get()
  @SignedIn()
  @Superadmin()
  both(): string {
    return '';
  }
}

/** Starts an application of this one controller, as far as `onModuleInit`. */
async function start(controller: Type<object>): Promise<void> {
  @Module({ imports: [DiscoveryModule], controllers: [controller], providers: [AccessRuleCheck] })
  class Application {}
  const app = await NestFactory.create(Application, { logger: false, abortOnError: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

function handlerOf(controller: Type<object>, name: string): object & { name: string } {
  const handler = (controller.prototype as Record<string, (object & { name: string }) | undefined>)[name];
  if (!handler) throw new Error(`There is no ${name}.`);
  return handler;
}

describe('an application', () => {
  it('starts when every route has one access rule', async () => {
    await expect(start(ValidController)).resolves.toBeUndefined();
  });

  it.each([
    [ForgottenController, 'ForgottenController.forgotten has 0 access rules'],
    [DoubleController, 'DoubleController.contradiction has 2 access rules'],
    [TwiceController, 'TwiceController.both has 2 access rules'],
  ])('does not start with a %p', async (controller, sentence) => {
    await expect(start(controller)).rejects.toThrow(sentence);
  });
});

describe('the metadata of a route', () => {
  it('contain its access rule', () => {
    const rules = (['permission', 'oneself', 'evenDeleted', 'signedIn', 'superadmin', 'everybody'] as const).map(
      (name) => routeMetadataOf(ValidController, handlerOf(ValidController, name)).accessRule,
    );
    expect(rules).toEqual([
      { kind: 'permission', permission: 'members:view', orOneself: false, evenDeleted: false },
      { kind: 'permission', permission: 'members:manage', orOneself: true, evenDeleted: false },
      { kind: 'permission', permission: 'organization:delete', orOneself: false, evenDeleted: true },
      { kind: 'signed-in' },
      { kind: 'superadmin' },
      { kind: 'public' },
    ]);
  });

  it('reject a handler without an access rule, or with two', () => {
    expect(() => routeMetadataOf(ForgottenController, handlerOf(ForgottenController, 'forgotten'))).toThrow(
      /exactly one/,
    );
    expect(() => routeMetadataOf(DoubleController, handlerOf(DoubleController, 'contradiction'))).toThrow(
      /exactly one/,
    );
  });
});

describe('the routes of the built service', () => {
  it('have exactly one access rule each', async () => {
    const world = await World.start();
    try {
      const { routes, handlers } = await routesOfNest(world);
      expect(handlers.length).toBe(routes.length);
      expect(handlers.filter(({ rules }) => rules.length !== 1)).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
