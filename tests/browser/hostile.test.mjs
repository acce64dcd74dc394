// Texts that attack a page stay text: in results, records, the map, the widget, JSON-LD, addresses.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {assertQuiet, launch, openPage} from './lib/browser.mjs';
import {startDaemon} from './lib/daemon.mjs';
import {assertValidHtml} from './lib/html.mjs';

let daemon, browser, records;
before(async () => {
  daemon = await startDaemon({index: 'hostile'});
  browser = await launch();
  records = (await (await fetch(`${daemon.origin}/api/v1/structures?facets=none`)).json()).results;
});
after(async () => {
  await browser?.close();
  await daemon?.stop();
});

async function assertHarmless(watched, path) {
  const response = await watched.page.goto(daemon.origin + path);
  const html = await response.text();
  await assertValidHtml(html, path);
  for (const mark of ['<img src=x', '<script>window', 'href="javascript:', 'href="data:', 'onmouseover="'])
    assert.equal(html.toLowerCase().includes(mark), false, `${mark} in ${path}`);
  if (await watched.page.locator('.live-map').count()) {
    await watched.page.locator('.live-map.ready[data-shown]').waitFor();
    if (await watched.page.locator('.pin').count()) {
      await watched.page.locator('.pin').first().click();
      await watched.page.locator('.leaflet-popup-content a').first().waitFor();
    }
  }
  assert.equal(await watched.page.evaluate(() => window.filonHacked), undefined, path);
  return html;
}

test('records with payloads in every text', async () => {
  assert.ok(records.length >= 6, `${records.length} records`);
  const watched = await openPage(browser, [daemon.origin]);
  for (const record of records) {
    const html = await assertHarmless(watched, `/structures/${encodeURIComponent(record.id)}`);
    const structured = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
    assert.equal(structured.name, record.brand ?? record.name, 'JSON-LD says the name as it is');
    assert.equal(await watched.page.locator('h1').textContent(), record.brand ?? record.name);
  }
  await assertQuiet(watched);
  await watched.context.close();
});

test('results, map, sheet and frame over them', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  for (const path of ['/?q=attaque', '/?territory=departement:21', '/sourcage?q=attaque', '/embed?q=attaque'])
    await assertHarmless(watched, path);
  await assertQuiet(watched);
  await watched.context.close();
});

test('payloads in the address', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  for (const payload of ['<script>window.filonHacked=1</script>', '"><img src=x onerror=window.filonHacked=1>', "'-alert(1)-'", '{{q}}{{{q}}}']) {
    const text = encodeURIComponent(payload);
    for (const path of [`/?q=${text}`, `/?lieu=${text}`, `/?retenir=${text}&q=a`, `/?seed=${text}&kind=${text}`, `/integrer?lieu=${text}&theme=${text}`, `/embed?q=${text}&theme=${text}`, `/structures/${text}`])
      await assertHarmless(watched, path).catch(error => { throw new Error(`${path}: ${error.message}`); });
  }
  await assertQuiet(watched);
  await watched.context.close();
});

test('the widget shows names as text', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  await watched.page.goto(`${daemon.origin}/integrer`);
  const element = watched.page.locator('filon-recherche');
  await element.locator('input').fill('attaque');
  await element.locator('button').click();
  await element.locator('li').first().waitFor();
  assert.equal(await watched.page.evaluate(() => document.querySelector('filon-recherche').shadowRoot.querySelector('li img, li script')), null);
  assert.equal(await watched.page.evaluate(() => window.filonHacked), undefined);
  await assertQuiet(watched);
  await watched.context.close();
});

test('unknown parameters are passed over by pages, and an index that is not there yet is said plainly', async () => {
  const empty = await startDaemon({index: null});
  const response = await fetch(`${empty.origin}/`);
  assert.equal(response.status, 503);
  await assertValidHtml(await response.text(), 'not ready');
  await empty.stop();
  const page = await fetch(`${daemon.origin}/?q=attaque&fbclid=x&utm_source=y`);
  assert.equal(page.status, 200);
  assert.equal((await page.text()).includes('fbclid'), false);
});
