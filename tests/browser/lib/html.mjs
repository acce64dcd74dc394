import assert from 'node:assert/strict';
import {HtmlValidate, StaticConfigLoader} from 'html-validate';

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // A list may be named: the recommendation is for screen readers of before ARIA 1.2.
  rules: {'no-trailing-whitespace': 'off', 'long-title': 'off', 'aria-label-misuse': ['error', {allowAnyNamable: true}]},
}));

/** The document as the server sent it is valid HTML. */
export async function assertValidHtml(html, state) {
  const report = await validator.validateString(html);
  const found = report.results.flatMap(r => r.messages.map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  assert.deepEqual(found.slice(0, 20), [], `HTML of ${state}`);
}
