import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { World } from '../../support/world.js';

export interface ApplicationRoutes {
  /** `GET /api/v1/organizations/{organizationId}` */
  readonly routes: string[];
  readonly handlers: { name: string; rules: string[] }[];
}

/** Nest's own routes, read from the built application in a process of its own. */
export async function routesOfNest(world: World): Promise<ApplicationRoutes> {
  const { stdout } = await promisify(execFile)(process.execPath, ['test/access/support/nest-routes.mjs'], {
    env: { PATH: process.env['PATH'], ...world.environment },
  });
  const text = /^ROUTES (.+)$/m.exec(stdout)?.[1] ?? '';
  const { routes, handlers } = JSON.parse(text) as {
    routes: { method: string; path: string }[];
    handlers: ApplicationRoutes['handlers'];
  };
  return {
    routes: routes.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`),
    handlers,
  };
}
