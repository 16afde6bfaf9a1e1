// Tells how the tests go: one line for each group, all of each failure, the time of each file, and
// the sum at the end.
import path from 'node:path';

/** Takes the events of Node's test runner and gives lines of text. */
export default async function* reporter(events) {
  let group = { passed: 0, failed: 0 };
  let passed = 0;
  let failed = 0;
  const times = [];
  for await (const { type, data } of events) {
    if (type === 'test:stderr') {
      yield data.message; // Why a whole file could not run.
    }
    if (type === 'test:stdout') {
      yield `    ${data.message}`; // A figure that a test tells: see `say`.
    }
    if (type === 'test:complete' && data.name === data.file) {
      times.push([path.basename(data.file), data.details.duration_ms / 1000]);
      yield `  ${times.at(-1)[1].toFixed(1)} s: ${times.at(-1)[0]}\n`;
    }
    if (type !== 'test:pass' && type !== 'test:fail') {
      continue;
    }
    const seconds = (data.details.duration_ms / 1000).toFixed(1);
    if (data.details.type === 'suite') {
      const of = group.passed + group.failed;
      yield `  ${group.passed} of ${of} passed in ${seconds} s: ${data.name}\n`;
      // A group can fail by itself, when what it does before or after its tests goes wrong.
      const own = type === 'test:fail' && group.failed === 0;
      if (own) {
        yield failure(data);
      }
      failed += own ? 1 : 0;
    } else if (type === 'test:pass') {
      passed += 1;
      group.passed += 1;
      if (data.nesting === 0) {
        yield `  passed in ${seconds} s: ${data.name}\n`;
      }
    } else {
      failed += 1;
      group.failed += 1;
      yield failure(data);
    }
    if (data.nesting === 0) {
      group = { passed: 0, failed: 0 };
    }
  }
  const all = times.reduce((sum, [, seconds]) => sum + seconds, 0);
  yield `  ${all.toFixed(1)} s of all ${times.length} files together\n`;
  yield `${passed} passed, ${failed} failed\n`;
}

function failure({ name, details }) {
  const error = details.error?.cause ?? details.error;
  const message = String(error?.message ?? error).trimEnd();
  const place = /\n\s+at .*?\(?file:\/\/\S*\/tests\/browser\/(?!lib\/)(\S+?)\)?(\n|$)/.exec(
    error?.stack ?? '',
  );
  const where = place ? ` [${place[1]}]` : '';
  return `  FAILED: ${name}${where}\n${message.replace(/^/gm, '    ')}\n`;
}
