// The pages as people first meet them: they open, are valid HTML, and leave no one out.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {assertAccessible, assertNoSidewaysScroll, assertQuiet, launch, openPage} from './lib/browser.mjs';
import {startDaemon} from './lib/daemon.mjs';
import {assertValidHtml} from './lib/html.mjs';

let daemon, browser, record;
before(async () => {
  daemon = await startDaemon();
  browser = await launch();
  record = (await (await fetch(`${daemon.origin}/api/v1/structures?q=nettoyage&facets=none`)).json()).results[0].id;
});
after(async () => {
  await browser?.close();
  await daemon?.stop();
});

const states = {
  home: () => '/',
  results: () => '/?q=nettoyage',
  'nothing found': () => '/?q=zzzzzzqqq',
  record: () => `/structures/${record}`,
  about: () => '/a-propos',
  'not found': () => '/nulle-part',
};

for (const [state, path] of Object.entries(states))
  test(`${state}: valid HTML, no accessibility fault, no sideways scroll at 320 px, nothing from elsewhere`, async () => {
    const watched = await openPage(browser, [daemon.origin]);
    const response = await watched.page.goto(daemon.origin + path());
    await assertValidHtml(await response.text(), state);
    await assertAccessible(watched.page, state);
    await watched.page.setViewportSize({width: 320, height: 640});
    await assertNoSidewaysScroll(watched.page, state);
    await assertQuiet(watched);
    assert.equal(response.headers()['set-cookie'], undefined);
    await watched.context.close();
  });
