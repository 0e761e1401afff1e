import { realpathSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createServer as createVite } from 'vite';

/**
 * The one address of the developer: pages come from Vite, which exchanges what changes in them without a reload; everything else
 * is passed on to the service.
 *
 * @param {object} options
 * @param {string} options.root the checkout
 * @param {string} options.cache for Vite's prepared packages
 * @param {string} options.publicUrl
 * @param {(path: string) => boolean} options.isPage whether a path belongs to the console
 * @param {(html: string) => string} options.completePage puts in what the service tells its pages
 * @param {() => number | null} options.servicePort
 */
export async function createFront({ root, cache, publicUrl, isPage, completePage, servicePort }) {
  const server = createServer();
  const web = join(root, 'web');
  const vite = await createVite({
    root: web,
    configFile: join(web, 'vite.config.mjs'),
    cacheDir: cache,
    appType: 'spa',
    logLevel: 'warn',
    clearScreen: false,
    plugins: [{ name: 'page-of-the-service', transformIndexHtml: { order: 'pre', handler: completePage } }],
    server: {
      middlewareMode: true,
      hmr: { server },
      allowedHosts: [new URL(publicUrl).hostname],
      // In a checkout whose packages are linked from elsewhere.
      fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
    },
  });
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && isPage(pathname)) vite.middlewares(request, response);
    else passOn(request, response, servicePort());
  });
  return {
    server,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await vite.close();
    },
  };
}

function passOn(request, response, port) {
  if (port === null) {
    answerUnavailable(response);
    return;
  }
  const { method, url, headers } = request;
  // A new connection for each: the process behind the port is another one after the next change.
  const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else answerUnavailable(response);
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function answerUnavailable(response) {
  const problem = {
    title: 'Service unavailable',
    status: 503,
    detail: 'The service is not running. The terminal of "npm run dev" says why; saving a file in src starts it again.',
    code: 'service-unavailable',
  };
  response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
  response.end(JSON.stringify(problem));
}
