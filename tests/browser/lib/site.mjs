// Where the built sites are. `node build.mjs` makes them once, for all tests.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const OUT = path.resolve(here, '../out');

// A fixed day: pages tell how old a fact is, and must not change from one test run to the next.
export const TODAY = '2026-11-22';

/** So many days later the example site is built again, to see what pages should say by then. */
export const LATER = [1, 61, 366, 800];

/** The example site as it would be built so many days later. */
export const laterSite = (days) => folder('HANDRAIL_LATER_SITE', `later-${days}`);

function folder(variable, name) {
  const found = path.resolve(process.env[variable] ?? path.join(OUT, name));
  if (!existsSync(path.join(found, 'index.html'))) {
    throw new Error(`There is no site in ${found}. Run: node tests/browser/build.mjs`);
  }
  return found;
}

/** The example site as a web host would serve it. */
export const webSite = () => folder('HANDRAIL_SITE', 'web');

/** The example site for a memory stick (`--for disk`). */
export const diskSite = () => folder('HANDRAIL_DISK_SITE', 'disk');

/** The example site with the gallery of the theme's components. */
export const gallerySite = () => folder('HANDRAIL_GALLERY_SITE', 'gallery');

/** The example site that was told that it lives in the folder `/leeds/directory/`. */
export const folderSite = () => folder('HANDRAIL_FOLDER_SITE', 'folder');

/** A site whose search finds the pages of two other directories. */
export const joinedSite = () => folder('HANDRAIL_JOINED_SITE', 'joined');

/** The sites with attacks in every field: `{ attacked, harmless }`, each with its twin. */
export function attackedSites() {
  const top = path.join(OUT, 'attacked');
  const turns = existsSync(top) ? readdirSync(top).filter((name) => name.startsWith('attacked-')) : [];
  if (turns.length === 0) {
    throw new Error(`There are no sites in ${top}. Run: node tests/browser/build.mjs`);
  }
  return turns.map((_, turn) => ({
    attacked: path.join(top, `attacked-${turn}`),
    harmless: path.join(top, `harmless-${turn}`),
  }));
}
