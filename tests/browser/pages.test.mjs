// The other tests look at one page of every kind. This one makes sure that they find them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { webSite } from './lib/site.mjs';

const MUST = [
  'home',
  'providers, page 1',
  'providers, last page',
  'rich provider',
  'bare provider',
  'reduced provider',
  'easy reduced provider',
  'a person',
  'easy provider',
  'easy provider, page 2',
  'list of services',
  'list of needs',
  'list of areas',
  'list of kinds',
  'one of services',
  'one of needs',
  'one of areas',
  'one of kinds',
  'area and service',
  'criteria',
  'criterion',
  'easy criterion',
  'guides',
  'guide',
  'easy guide',
  'sheets',
  'sheet',
  'card',
  'booklet',
  'about',
  'how we check',
  'privacy',
  'shortlist',
  'contact',
  'how it looks',
  'accessibility',
  'not found',
];

test('the example site has one page of every kind', () => {
  const found = pagesOfEveryKind(webSite()).map(({ kind }) => kind);
  assert.deepEqual(
    MUST.filter((kind) => !found.includes(kind)),
    [],
  );
});
