// Reading of sources: front matter, YAML whose dates stay as they are written, names of files.
import fs from 'node:fs';
import yaml from 'js-yaml';

/** "2021-03" and "2024-04-19" stay text; yes and no too. */
export const parseYaml = (text) => yaml.load(text, { schema: yaml.CORE_SCHEMA });

export function readSource(path) {
  const text = fs.readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error(`${path}: has no front matter`);
  return { fields: parseYaml(match[1]), body: match[2].trim() + '\n' };
}

/** "OFFICIAL [FOR PUBLIC RELEASE]" */
export function markingOf(fields) {
  const handling = [].concat(fields.handling ?? []);
  return (fields.marking ?? '') + (handling.length ? ` [${handling.join('] [')}]` : '');
}

export const isYes = (value) => value === true || value === 'yes';

export const escapeHtml = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const kMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const kWelshMonths = ['Ionawr', 'Chwefror', 'Mawrth', 'Ebrill', 'Mai', 'Mehefin', 'Gorffennaf', 'Awst', 'Medi', 'Hydref', 'Tachwedd', 'Rhagfyr'];

/** "2024-04-19" is "19 April 2024"; what is not such a date stays as it is. */
export function spokenDate(date, language = 'en') {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(String(date ?? ''));
  if (!match) return String(date ?? '');
  const months = language === 'cy' ? kWelshMonths : kMonths;
  return [match[3] && String(Number(match[3])), match[2] && months[Number(match[2]) - 1], match[1]].filter(Boolean).join(' ');
}

/** A fixed moment for a document's properties, so that the same source makes the same bytes. */
export function momentOf(date) {
  const [year = '2024', month = '01', day = '15'] = String(date ?? '').split('-');
  return new Date(Date.UTC(Number(year) || 2024, (Number(month) || 1) - 1, Number(day) || 15, 9, 30));
}
