// Builds the example site once, for all tests: `node build.mjs [PROGRAM]`.
//
// out/web     as for a web host
// out/folder  the same, told that it lives in /leeds/directory/
// out/disk    for a memory stick
// out/gallery with the gallery of the theme's components
// out/joined  a site without providers, whose search finds the pages of the example as those of two directories
// out/later-1 and so on: as it would be built so many days later
// out/attacked  sites with attacks in every field, which `cargo test` made
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LATER, OUT, TODAY } from './lib/site.mjs';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.resolve(process.argv[2] ?? path.join(project, 'target/debug/handrail'));

function build(from, name, place, more = [], today = TODAY) {
  const out = path.join(OUT, name);
  const command = ['build', '--project', from, '--today', today, '--for', place, '--out', out, ...more];
  const result = spawnSync(program, command, { encoding: 'utf8' });
  if (result.status !== 0) {
    console.error(result.error?.message ?? result.stdout + result.stderr);
    console.error(`The example site could not be built: handrail ${command.join(' ')}`);
    process.exit(1);
  }
}

const daysLater = (days) =>
  new Date(Date.parse(TODAY) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

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

/** A project that joins the search of two others. Both are the example: one far away, one in a folder beside. */
function joiningProject() {
  const joining = path.join(OUT, 'joining');
  cpSync(path.join(project, 'content/lists'), path.join(joining, 'content/lists'), { recursive: true });
  rmSync(path.join(joining, 'content/lists/synonyms.yml'), { force: true });
  const command = ['search', '--documents', '--project', project, '--today', TODAY];
  const { stdout } = spawnSync(program, command, { encoding: 'utf8', maxBuffer: 100_000_000 });
  mkdirSync(path.join(joining, 'content/directories'));
  const directories = [
    ['haringey', 'Example Haringey', 'https://haringey.example.org/'],
    ['camden', 'Example Camden', '../camden/'],
  ].map(([id, name, address]) => {
    writeFileSync(path.join(joining, `content/directories/${id}.ndjson`), stdout);
    return `  - {id: ${id}, name: ${name}, address: "${address}"}\n`;
  });
  const settings = [
    'name: Example of all directories',
    'run_by:\n  name: Example body',
    'areas: [camden, haringey]',
    'contact:\n  phone: 020 7946 0000',
    `directories:\n${directories.join('')}`,
  ];
  writeFileSync(path.join(joining, 'content/site.yml'), settings.join('\n'));
  return joining;
}

/** The sites with attacks in every field. The Rust tests know every field, so they make them. */
function takeAttackedSites() {
  const target = path.dirname(path.dirname(program));
  const made = path.join(target, 'tmp', 'attacked');
  if (!existsSync(made)) {
    console.error('There are no sites with attacks yet. Run: cargo test --test it injection');
    process.exit(1);
  }
  cpSync(made, path.join(OUT, 'attacked'), { recursive: true });
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
build(project, 'web', 'web');
build(project, 'disk', 'disk');
build(projectInFolder(), 'folder', 'web');
build(project, 'gallery', 'web', ['--gallery']);
build(joiningProject(), 'joined', 'web');
for (const days of LATER) {
  build(project, `later-${days}`, 'web', [], daysLater(days));
}
takeAttackedSites();
console.log(`The example site is in ${path.relative(process.cwd(), OUT)}: web, disk, folder and gallery.`);
