// Runs the browser tests: `node run.mjs` for all, `node run.mjs axe layout` for some.
// The last line is `N passed, M failed`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserPath } from './lib/browser.mjs';
import { diskSite, folderSite, webSite } from './lib/site.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const all = readdirSync(here).filter((file) => file.endsWith('.test.mjs'));
const unknown = wanted.filter((name) => !all.includes(`${name}.test.mjs`));
if (unknown.length > 0) {
  console.error(`There are no tests called ${unknown.join(', ')}.`);
  process.exit(2);
}
const files = all.filter(
  (file) => wanted.length === 0 || wanted.includes(file.replace('.test.mjs', '')),
);

try {
  [browserPath, webSite, diskSite, folderSite].forEach((needed) => needed());
} catch (error) {
  console.error(error.message);
  process.exit(2);
}

// Two files at a time, since one leaves a core idle. Each has one browser, with two pages open in it.
const command = ['--test', '--test-concurrency=2', '--test-reporter=./lib/reporter.mjs', ...files];
const result = spawnSync(process.execPath, command, { cwd: here, stdio: 'inherit' });
process.exit(result.status ?? 1);
