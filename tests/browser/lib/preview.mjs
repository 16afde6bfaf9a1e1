// `handrail serve` in a copy of the example, as a person has it open while writing.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TODAY } from './site.mjs';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const target = path.resolve(project, process.env.CARGO_TARGET_DIR ?? 'target');

/** The example, or no more of it than these files; and some texts of the test's own. */
function copy(files, texts) {
  const folder = mkdtempSync(path.join(tmpdir(), 'handrail-serve-'));
  for (const part of files ?? ['content', 'providers', 'themes']) {
    if (existsSync(path.join(project, part))) {
      cpSync(path.join(project, part), path.join(folder, part), { recursive: true });
    }
  }
  for (const [file, text] of Object.entries(texts)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return folder;
}

/** How much a program holds: open files and lines, and threads. Nothing where the system does not tell. */
function held(id) {
  const count = (what) => {
    const folder = `/proc/${id}/${what}`;
    return existsSync(folder) ? readdirSync(folder).length : 0;
  };
  return { files: count('fd'), threads: count('task') };
}

/**
 * Starts it at a free port, with all of the example, or with a few `files` of it and `texts`. `write`
 * changes a file of the copy, `remove` takes one away, `held` tells what the program holds.
 */
export async function startPreview({ files, texts = {} } = {}) {
  const folder = copy(files, texts);
  const command = ['serve', '--project', folder, '--today', TODAY, '--port', '0'];
  const program = spawn(path.join(target, 'debug/handrail'), command);
  const origin = await new Promise((found, failed) => {
    let told = '';
    const listen = (words) => {
      told += words;
      const address = /The site is at (http:\/\/127\.0\.0\.1:\d+)\//.exec(told);
      if (address) {
        found(address[1]);
      }
    };
    program.stdout.on('data', listen);
    program.stderr.on('data', listen);
    program.on('error', failed);
    program.on('exit', () => failed(new Error(`handrail serve has ended:\n${told}`)));
  });
  return {
    origin,
    read: (file) => readFileSync(path.join(folder, file), 'utf8'),
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    held: () => held(program.pid),
    remove: (file) => rmSync(path.join(folder, file)),
    close: () => {
      program.removeAllListeners('exit');
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
