// Debian's chromium, watched: requests to another host, cookies, script errors and what the
// policies of a page refused are kept, so that each test can say that there were none.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {screenshots} from './paths.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  return chromium.launch({
    executablePath: process.env.FILON_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
}

/** A page that may only speak to `origins`; `options` are those of browser.newContext(). */
export async function openPage(browser, origins, options = {}) {
  const context = await browser.newContext({locale: 'fr-FR', viewport: {width: 1280, height: 900}, ...options});
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  const seen = {foreign: [], errors: [], bytes: 0, requests: []};
  page.on('request', request => {
    seen.requests.push(request.url());
    const url = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && !origins.includes(url.origin)) seen.foreign.push(url.href);
  });
  page.on('pageerror', error => seen.errors.push(String(error)));
  page.on('console', message => {
    // A page that is meant to answer 404 is no fault of the page.
    if (message.type() === 'error' && !/status of (404|410|503)/.test(message.text())) seen.errors.push(message.text());
  });
  return {page, context, seen};
}

/** Clicks what leads to another page, and waits until that one is whole: a click alone does not. */
export async function follow(page, link) {
  await Promise.all([page.waitForEvent('load'), link.click()]);
}

/** No other host, no cookie, no script error, nothing refused by the content policy. */
export async function assertQuiet({context, seen}) {
  assert.deepEqual(seen.foreign, [], 'requests to another host');
  assert.deepEqual(await context.cookies(), [], 'cookies');
  assert.deepEqual(seen.errors, [], 'errors in the console');
}

/** axe-core, all its rules of WCAG 2.2 AA and good practice: no violation. */
export async function assertAccessible(page, state) {
  // Evaluated, not added as a script element: the page's own policy would refuse that, rightly.
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  const found = results.violations.map(v => ({rule: v.id, help: v.help, nodes: v.nodes.slice(0, 4).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary)}));
  assert.deepEqual(found, [], `accessibility of ${state}`);
}

/** Nothing sticks out to the right: no horizontal scroll at this width. */
export async function assertNoSidewaysScroll(page, state) {
  const widths = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth,
    out: [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute').slice(0, 5).map(e => e.outerHTML.slice(0, 120)),
  }));
  assert.ok(widths.content <= widths.window, `${state}: ${widths.content} px in ${widths.window}: ${widths.out.join('\n')}`);
}

/** Kept in the build folder, to be looked at. */
export async function screenshot(page, name, options = {}) {
  mkdirSync(screenshots, {recursive: true});
  await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true, ...options});
}
