import 'reflect-metadata';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { MarkCheck } from '../../src/access/mark-check.js';
import {
  Public,
  RequirePermission,
  RequirePermissionEvenDeleted,
  RequirePermissionOrOneself,
  SignedIn,
  Superadmin,
} from '../../src/access/marks.js';
import { factsOf } from '../../src/access/route-facts.js';
import { World } from '../support/world.js';
import { routesOfNest } from './support/routes.js';

@Controller('marked')
class MarkedController {
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

  /** No route, so it needs no mark. */
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
  @Module({ imports: [DiscoveryModule], controllers: [controller], providers: [MarkCheck] })
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
  it('starts when every route has one access mark', async () => {
    await expect(start(MarkedController)).resolves.toBeUndefined();
  });

  it.each([
    [ForgottenController, 'ForgottenController.forgotten has 0 access rules'],
    [DoubleController, 'DoubleController.contradiction has 2 access rules'],
    [TwiceController, 'TwiceController.both has 2 access rules'],
  ])('does not start with a %p', async (controller, sentence) => {
    await expect(start(controller)).rejects.toThrow(sentence);
  });
});

describe('the facts of a route', () => {
  it('hold its mark', () => {
    const marks = (['permission', 'oneself', 'evenDeleted', 'signedIn', 'superadmin', 'everybody'] as const).map(
      (name) => factsOf(MarkedController, handlerOf(MarkedController, name)).mark,
    );
    expect(marks).toEqual([
      { kind: 'permission', permission: 'members:view', orOneself: false, evenDeleted: false },
      { kind: 'permission', permission: 'members:manage', orOneself: true, evenDeleted: false },
      { kind: 'permission', permission: 'organization:delete', orOneself: false, evenDeleted: true },
      { kind: 'signed-in' },
      { kind: 'superadmin' },
      { kind: 'public' },
    ]);
  });

  it('refuse a handler without a mark, or with two', () => {
    expect(() => factsOf(ForgottenController, handlerOf(ForgottenController, 'forgotten'))).toThrow(/exactly one/);
    expect(() => factsOf(DoubleController, handlerOf(DoubleController, 'contradiction'))).toThrow(/exactly one/);
  });
});

describe('the routes of the built service', () => {
  it('have exactly one mark each, all of them', async () => {
    const world = await World.start();
    try {
      const { routes, handlers } = await routesOfNest(world);
      expect(handlers.length).toBe(routes.length);
      expect(handlers.filter(({ marks }) => marks.length !== 1)).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
