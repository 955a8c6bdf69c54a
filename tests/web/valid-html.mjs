// What counts as valid HTML here.

import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    'doctype-style': 'off', // any case is valid
    'no-trailing-whitespace': 'off',
    'void-style': 'off', // svg elements of the templates close themselves
    'long-title': 'off', // a record's title is its own
    'tel-non-breaking': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': ['error', { exclude: ['region', 'group', 'listbox'] }],
    'require-sri': 'off', // there is one origin
    'wcag/h30': 'error',
    'valid-id': ['error', { relaxed: true }],
  },
});

/** What is wrong with a page, a line each; `name` stands before each. */
export async function problemsIn(html, name) {
  const { results } = await validator.validateString(html, name);
  return results.flatMap(({ messages }) => messages.map((m) => `${name}:${m.line}: ${m.ruleId}: ${m.message}`));
}
