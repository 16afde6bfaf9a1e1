// Headings, landmarks, tables, ids and valid HTML on one page of every kind.
import { describe, it } from 'node:test';
import path from 'node:path';
import { allFiles } from './lib/pages.mjs';
import { assertNone, onPages, useSite } from './lib/testing.mjs';
import { idleLinkFindings } from './checks/links.mjs';
import { htmlFindings, structureFindings, titleFindings } from './checks/structure.mjs';

const shared = useSite();
const inFolder = (file) => path.join(shared.folder, file);

onPages(shared, 'well built', shared.pages, {}, structureFindings);
onPages(shared, 'every link leads on', shared.pages, {}, idleLinkFindings);

describe('valid HTML', () => {
  for (const { kind, file } of shared.pages) {
    it(`${kind} (${file})`, async () => assertNone(await htmlFindings(inFolder(file))));
  }
});

it('every page of the site has a title of its own', async () => {
  assertNone(await titleFindings(allFiles(shared.folder).map(inFolder)));
});
