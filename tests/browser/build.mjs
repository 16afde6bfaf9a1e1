// Builds the example site once, for all tests: `node build.mjs [PROGRAM]`.
//
// out/web     as for a web host
// out/folder  the same, told that it lives in /leeds/directory/
// out/disk    for a memory stick
// out/gallery with the gallery of the theme's components
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OUT } from './lib/site.mjs';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.resolve(process.argv[2] ?? path.join(project, 'target/debug/handrail'));

// A fixed day: pages tell how old a fact is, and must not change from one test run to the next.
const TODAY = '2026-11-22';

function build(from, name, place, more = []) {
  const out = path.join(OUT, name);
  const command = ['build', '--project', from, '--today', TODAY, '--for', place, '--out', out, ...more];
  const result = spawnSync(program, command, { encoding: 'utf8' });
  if (result.status !== 0) {
    console.error(result.error?.message ?? result.stdout + result.stderr);
    console.error(`The example site could not be built: handrail ${command.join(' ')}`);
    process.exit(1);
  }
}

/** A copy of the project whose address has a folder in it. The theme comes along, if it has one. */
function projectInFolder() {
  const copy = path.join(OUT, 'project');
  for (const part of ['content', 'providers', 'themes']) {
    if (existsSync(path.join(project, part))) {
      cpSync(path.join(project, part), path.join(copy, part), { recursive: true });
    }
  }
  const settings = path.join(copy, 'content/site.yml');
  const text = readFileSync(settings, 'utf8').replace(/^base_address:.*\n/m, '');
  writeFileSync(settings, `${text}\nbase_address: https://example.org/leeds/directory/\n`);
  return copy;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
build(project, 'web', 'web');
build(project, 'disk', 'disk');
build(projectInFolder(), 'folder', 'web');
build(project, 'gallery', 'web', ['--gallery']);
console.log(`The example site is in ${path.relative(process.cwd(), OUT)}: web, disk, folder and gallery.`);
