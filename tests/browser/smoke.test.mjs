// The pages as people first meet them: they open, are valid HTML, and leave no one out.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {assertAccessible, assertNoSidewaysScroll, assertQuiet, launch, openPage, screenshot} from './lib/browser.mjs';
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
  'filtered results': () => `/?q=nettoyage&territory=departement:21&near=21231&radius_km=100&kind=ACI&page=1&retenir=${record}`,
  sheet: () => '/sourcage?q=nettoyage',
  'sheet of a selection': () => `/sourcage?retenir=${record}`,
  integrate: () => '/integrer?lieu=Dijon&theme=dark&language=en',
  embed: () => '/embed?q=nettoyage&theme=dark',
  'nothing found': () => '/?q=zzzzzzqqq',
  record: () => `/structures/${record}`,
  about: () => '/a-propos',
  territory: () => '/territoires/departement:21',
  'empty territory': () => '/territoires/commune:01001',
  'lots to paste': () => '/lots',
  lots: () => '/lots?lot=Entretien+des+espaces+verts&lot=Nettoyage+de+locaux&lot=Blanchisserie&lieu=Dijon+M%C3%A9tropole&distances=10,+30&seuil_reservation=3',
  developers: () => '/developpeurs',
  'not found': () => '/nulle-part',
};

for (const [state, path] of Object.entries(states))
  for (const colorScheme of ['light', 'dark'])
    test(`${state}, ${colorScheme}: valid HTML, no accessibility fault, no sideways scroll, nothing from elsewhere`, async () => {
      const watched = await openPage(browser, [daemon.origin], {colorScheme});
      const response = await watched.page.goto(daemon.origin + path());
      if (colorScheme === 'light') await assertValidHtml(await response.text(), state);
      // The map is part of the state: wait for it where there is one to come.
      if (await watched.page.locator('.live-map').count()) await watched.page.locator('.live-map.ready[data-shown]').waitFor();
      await assertAccessible(watched.page, state);
      await screenshot(watched.page, `${state.replaceAll(' ', '-')}-${colorScheme}`);
      // 640 px wide is what is left of 1280 at 200 %; 320 px of it at 400 %, and of a small phone.
      for (const width of [640, 320]) {
        await watched.page.setViewportSize({width, height: 640});
        await assertNoSidewaysScroll(watched.page, `${state} at ${width}`);
      }
      await assertAccessible(watched.page, `${state} at 320`);
      await screenshot(watched.page, `${state.replaceAll(' ', '-')}-${colorScheme}-phone`);
      await assertQuiet(watched);
      assert.equal(response.headers()['set-cookie'], undefined);
      assert.doesNotMatch(response.headers()['content-security-policy'], /unsafe/);
      await watched.context.close();
    });
