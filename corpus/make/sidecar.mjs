// NAME.ENDING.meta.yaml: what a document cannot say about itself.
import fs from 'node:fs';
import yaml from 'js-yaml';

/** Keys that say how a document is made, not what it is. */
const kOfTheMaker = ['layout', 'page', 'format'];

export function writeSidecar(documentPath, fields) {
  const lines = ['# Fields of the document beside this file.'];
  for (const [key, value] of Object.entries(fields)) {
    if (kOfTheMaker.includes(key) || value === null || value === undefined) continue;
    const long = key === 'recommendations' || key === 'source_reviews';
    lines.push(yaml.dump({ [key]: value }, { schema: yaml.CORE_SCHEMA, flowLevel: long ? 3 : 1, lineWidth: long ? 120 : -1 }).trimEnd());
  }
  fs.writeFileSync(documentPath + '.meta.yaml', lines.join('\n') + '\n');
}
