// The sample library as a whole: no two records share a paragraph, and every theme, force and type has a record or is a known gap.
// Run by CTest: HUB_INDEXER and HUB_SEARCHD name the programs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { startSite } from '../web/site.mjs';

const kShortest = 12; // words from which a paragraph is somebody's own
const plain = (text) => text.toLowerCase().replace(/\s+/g, ' ').trim();
const gaps = JSON.parse(readFileSync(new URL('known-gaps.json', import.meta.url), 'utf8'));
let site;

before(async () => {
  site = await startSite({ indexer: process.env.HUB_INDEXER, searchd: process.env.HUB_SEARCHD, audience: 'sensitive' });
});

after(() => site?.stop());

const json = async (path) => (await fetch(site.address + path)).json();

/** {id, collection} of every record. */
async function records() {
  const out = [];
  for (let start = 0; ; start += 100) {
    const { results, total } = await json(`/api/v1/search?count=100&start=${start}&fields=id,collection`);
    out.push(...results);
    if (out.length >= total) return out;
  }
}

/** Paragraphs, and sentences that stand alone in list items and cells, of anything the API nests. */
function* textsOf(value) {
  if (Array.isArray(value)) for (const one of value) yield* textsOf(one);
  else if (value && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) {
      if (key === 'text' && typeof one === 'string') yield one;
      else yield* textsOf(one);
    }
}

test('no two records share a paragraph', async () => {
  const owner = new Map();
  const shared = [];
  for (const { id } of await records()) {
    const record = await json(`/api/v1/records/${id}`);
    const own = new Set([...textsOf(record.sections)].map(plain));
    for (const text of own) {
      if (text.split(' ').length < kShortest) continue;
      if (owner.has(text)) shared.push(`${owner.get(text)} and ${id}: ${text.slice(0, 80)}`);
      else owner.set(text, id);
    }
  }
  assert.ok(owner.size > 3000, `${owner.size} paragraphs were read`);
  assert.deepEqual(shared, []);
});

test('holds 130 practice examples and 50 reviews and briefings, long and short', async (t) => {
  const words = { practice: [], reviews: [] };
  for (const { id, collection } of await records()) {
    const { sections, summary, recommendations } = await json(`/api/v1/records/${id}`);
    const text = [...textsOf([sections, recommendations ?? []])].join(' ') + ' ' + (summary ?? '');
    words[collection === 'practice' ? 'practice' : 'reviews'].push(text.split(/\s+/).length);
  }
  for (const [collection, counts] of Object.entries(words)) {
    counts.sort((a, b) => a - b);
    const sum = counts.reduce((a, b) => a + b, 0);
    t.diagnostic(`${collection}: ${counts.length} records, ${sum} words, from ${counts[0]} to ${counts.at(-1)}, median ${counts[counts.length >> 1]}, ${counts.filter((n) => n >= 6000).length} of 6,000 and more`);
  }
  assert.ok(words.practice.length >= 130);
  assert.ok(words.reviews.length >= 50);
  assert.ok(words.reviews.filter((count) => count >= 6000).length >= 4, 'four long reviews');
});

for (const vocabulary of ['theme', 'force', 'region', 'intervention_type', 'review_type'])
  test(`every ${vocabulary} has a record, or is a known gap`, async () => {
    const { values } = await json(`/api/v1/vocabulary/${vocabulary}`);
    const known = new Set(gaps[vocabulary] ?? []);
    assert.deepEqual(values.filter(({ value, count }) => count === 0 && !known.has(value)).map(({ value }) => value), [], 'without a record and not listed');
    assert.deepEqual(values.filter(({ value, count }) => count > 0 && known.has(value)).map(({ value }) => value), [], 'listed in known-gaps.json, and has a record');
  });
