// A small web server for one folder. It does what a plain host does, and no more:
// serves files under a prefix, applies `_headers`, shows 404.html for what is not there.
// If it is asked to, it also packs what it sends, as every host on the web does.
import { createServer } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Kinds of file that get smaller when they are packed. Photos are packed already. */
const PACKED = ['.css', '.html', '.js', '.json', '.svg', '.txt', '.xml'];

/** How long a browser may keep a page when `_headers` does not say it: what most hosts send. */
const KEEP_PAGES = 'public, max-age=600';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/**
 * Serves `folder` at a free port.
 * `base` is the address of the first page; `outside` lists paths that were asked for but do not
 * start with the prefix. `withHeaders: false` leaves out `_headers`; `likeAHost: true` packs what
 * is sent and lets pages be kept, so that times can be measured.
 */
export async function serve(folder, prefix = '/', options = {}) {
  const { withHeaders = true, likeAHost = false } = options;
  const rules = withHeaders ? await readHeaders(folder) : [];
  const outside = [];
  let isReached = true;

  const server = createServer(async (request, response) => {
    if (!isReached) {
      request.socket.destroy();
      return;
    }
    const { pathname } = new URL(request.url, 'http://host');
    if (!pathname.startsWith(prefix)) {
      outside.push(pathname);
    }
    const answer = await answerTo(folder, prefix, pathname);
    if (likeAHost) {
      response.setHeader('Cache-Control', KEEP_PAGES); // `_headers` may say better.
    }
    // A site that knows its folder names it in its rules: hosts read them at the top.
    for (const [name, value] of [...headersFor(rules, answer.sitePath), ...headersFor(rules, pathname)]) {
      response.setHeader(name, value);
    }
    if (answer.location) {
      response.setHeader('Location', answer.location);
    }
    response.setHeader('Content-Type', TYPES[answer.ending] ?? 'application/octet-stream');
    const body = likeAHost ? packed(answer, request, response) : answer.body;
    response.writeHead(answer.status).end(body);
  });

  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    prefix,
    outside,
    base: origin + prefix,
    /** False: nobody gets an answer any more, as without internet. */
    reach: (is) => {
      isReached = is;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** The body as small as the browser can take it. Tells the browser how it was packed. */
function packed({ body, ending }, request, response) {
  const understood = request.headers['accept-encoding'] ?? '';
  if (!PACKED.includes(ending) || body.length === 0) {
    return body;
  }
  response.setHeader('Vary', 'Accept-Encoding');
  if (/\bbr\b/.test(understood)) {
    response.setHeader('Content-Encoding', 'br');
    return brotliCompressSync(body);
  }
  if (/\bgzip\b/.test(understood)) {
    response.setHeader('Content-Encoding', 'gzip');
    return gzipSync(body);
  }
  return body;
}

async function answerTo(folder, prefix, pathname) {
  const sitePath = '/' + (pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '');
  const missing = async () => {
    const body = await readFile(path.join(folder, '404.html')).catch(() => 'Not found');
    return { status: 404, ending: '.html', body, sitePath };
  };
  if (!pathname.startsWith(prefix)) {
    return missing();
  }
  let file;
  try {
    file = path.join(folder, decodeURIComponent(sitePath));
  } catch {
    return missing();
  }
  const inside = file === folder || file.startsWith(path.join(folder, '/'));
  const found = inside ? await stat(file).catch(() => null) : null;
  if (found?.isDirectory() && !pathname.endsWith('/')) {
    return { status: 301, location: `${pathname}/`, ending: '.txt', body: '', sitePath };
  }
  if (found?.isDirectory()) {
    file = path.join(file, 'index.html');
  }
  const body = inside ? await readFile(file).catch(() => null) : null;
  return body === null ? missing() : { status: 200, ending: path.extname(file), body, sitePath };
}

/** Reads `_headers`: a path at the start of a line, then its headers, each set in by spaces. */
export async function readHeaders(folder) {
  const text = await readFile(path.join(folder, '_headers'), 'utf8').catch(() => '');
  const rules = [];
  for (const line of text.split('\n')) {
    if (/^\S/.test(line) && !line.startsWith('#')) {
      rules.push({ pattern: line.trim(), headers: [] });
    } else if (line.includes(':') && rules.length > 0) {
      const colon = line.indexOf(':');
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/** The headers for one path. `*` at the end of a rule stands for anything. */
export function headersFor(rules, sitePath) {
  return rules
    .filter(({ pattern }) =>
      pattern.endsWith('*') ? sitePath.startsWith(pattern.slice(0, -1)) : sitePath === pattern,
    )
    .flatMap(({ headers }) => headers);
}
