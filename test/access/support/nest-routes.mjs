// Prints the routes of the built application as Express has them in the end, one JSON text, with the access rules that
// their handlers have. Run by tests with the environment of a service.
import 'reflect-metadata';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

const dist = new URL('../../../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist).href);
const { startEmbeddedServers } = await load('dev/index.js');
const { loadConfiguration } = await load('configuration/load-configuration.js');
const { createApplication } = await load('application.js');
const { ACCESS_RULE_KEYS } = await load('access/access-rules.js');

const embedded = await startEmbeddedServers(loadConfiguration(process.env, process.cwd()));
const app = await createApplication({ ...embedded.configuration, processRole: 'api' });

// Swagger's own, which no handler of ours answers.
const DOCUMENTATION = /^\/?(docs|openapi)/;

const routes = app
  .getHttpAdapter()
  .getInstance()
  .router.stack.filter((layer) => layer.route && !DOCUMENTATION.test(layer.route.path))
  .map(({ route }) => ({ methods: Object.keys(route.methods), path: route.path }))
  // A route for every method is not a call, but Nest's "not found" outside of the prefix. (An `@All()` of ours would be missed
  // among the routes, which are counted against the handlers.)
  .filter(({ methods }) => methods.length === 1)
  .map(({ methods: [method], path }) => ({ method, path }));

const scanner = new MetadataScanner();
const handlers = app
  .get(DiscoveryService, { strict: false })
  .getControllers()
  .flatMap(({ metatype }) =>
    scanner
      .getAllMethodNames(metatype.prototype)
      .filter((name) => Reflect.hasMetadata('method', metatype.prototype[name]))
      .map((name) => ({
        name: `${metatype.name}.${name}`,
        rules: ACCESS_RULE_KEYS.filter((key) => Reflect.hasMetadata(key, metatype.prototype[name])),
      })),
  );

process.stdout.write(`\nROUTES ${JSON.stringify({ routes, handlers })}\n`);
await app.close();
await embedded.stop();
process.exit(0);
