// `handrail serve` in a copy of the example, as a person has it open while writing.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TODAY } from './site.mjs';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const target = path.resolve(project, process.env.CARGO_TARGET_DIR ?? 'target');

/** Starts it at a free port. `write` changes a file of the copy, `remove` takes one away. */
export async function startPreview() {
  const folder = mkdtempSync(path.join(tmpdir(), 'handrail-serve-'));
  for (const part of ['content', 'providers', 'themes']) {
    if (existsSync(path.join(project, part))) {
      cpSync(path.join(project, part), path.join(folder, part), { recursive: true });
    }
  }
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
    remove: (file) => rmSync(path.join(folder, file)),
    close: () => {
      program.removeAllListeners('exit');
      program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
