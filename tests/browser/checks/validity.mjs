// Is every page valid HTML? Asks the checker of the W3C (vnu), which is a Java program.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

// Deep pages need more room than Java gives by itself; 4 MB is far more than any page here needs.
const ROOM = '-Xss4m';

/** More output than the checker gives for thousands of pages, in bytes. */
const MOST_OUTPUT = 256 * 1024 * 1024;

// Warnings that are kept, each with its reason.
const ON_PURPOSE = [
  {
    message: /^The “list” role is unnecessary for element “[ou]l”\.$/,
    reason: 'Safari does not tell VoiceOver of a list without bullets, unless it says its role.',
  },
  {
    message: /^Resource violates Content Security Policy \(meta tag\): [^“]*“(?!\w+:|\/\/)[^”]*”/,
    reason:
      'The checker reads files, and a file has no origin that could be the same as `self`. ' +
      'Only addresses of the site itself are let off. The browser checks the policy too.',
  },
];

/**
 * What the checker says about files or whole folders: errors, and warnings that are not kept on
 * purpose. It is one run for all of them, because Java is slow to start.
 */
export function validityFindings(places, top) {
  // The checker says nothing about a file that is not there.
  const missing = places.filter((place) => !existsSync(place));
  if (missing.length > 0) {
    throw new Error(`There is nothing to check: ${missing.join(', ')}`);
  }
  const command = [ROOM, '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always'];
  const result = spawnSync('java', [...command, '--skip-non-html', ...places], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
  });
  if (result.error || result.status !== 0) {
    const why = result.error?.message ?? result.stderr;
    throw new Error(
      `The W3C checker could not run. It needs Java: apt-get install default-jre-headless\n${why}`,
    );
  }
  return JSON.parse(result.stdout)
    .messages.filter(({ message }) => !ON_PURPOSE.some((kept) => kept.message.test(message)))
    .map((one) => {
      const file = one.url ? path.relative(top, decodeURIComponent(new URL(one.url).pathname)) : '';
      const what = one.type === 'error' ? 'error' : (one.subType ?? one.type);
      return `${file} line ${one.lastLine}: ${what}: ${one.message}`;
    });
}
