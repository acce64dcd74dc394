// An administrator's map tiles: they alone are let in by the policy, and without them nothing is asked of anyone.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {assertAccessible, assertQuiet, launch, openPage} from './lib/browser.mjs';
import {startDaemon} from './lib/daemon.mjs';

// One grey pixel.
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4CwAA3wDeKXlwtgAAAABJRU5ErkJggg==', 'base64');

const served = [];
let tiles, browser;
before(async () => {
  tiles = createServer((request, response) => {
    served.push(request.url);
    response.setHeader('Content-Type', 'image/png');
    response.end(pixel);
  });
  await new Promise(resolve => tiles.listen(0, '127.0.0.1', resolve));
  tiles.origin = `http://127.0.0.1:${tiles.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await new Promise(resolve => tiles.close(resolve).closeAllConnections());
});

const imagesOf = response => response.headers()['content-security-policy'].match(/img-src ([^;]*)/)[1].split(' ');

test('tiles of another origin are drawn, credited as text, and the policy lets in their origin alone', async () => {
  const daemon = await startDaemon({flags: ['--tile-url', `${tiles.origin}/{z}/{x}/{y}.png`, '--tile-credit', 'Fonds <i>inventé</i>']});
  const watched = await openPage(browser, [daemon.origin, tiles.origin]);
  const {page} = watched;
  const response = await page.goto(`${daemon.origin}/?q=nettoyage`);
  assert.deepEqual(imagesOf(response), ["'self'", 'data:', tiles.origin]);
  await page.locator('.live-map.ready[data-shown]').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.leaflet-tile')].some(tile => tile.complete && tile.naturalWidth === 1));
  assert.match(served[0], /^\/\d+\/\d+\/\d+\.png$/);
  assert.match(await page.locator('.leaflet-control-attribution').textContent(), /Fonds <i>inventé<\/i>/);
  assert.equal(await page.locator('.live-map path.dep').count(), 0, 'no outlines over tiles');
  await assertAccessible(page, 'results over tiles');
  await assertQuiet(watched);
  await watched.context.close();
  await daemon.stop();
});

test('in the dark theme the credit of the map stands on the ground of the other panels', async () => {
  const daemon = await startDaemon();
  const watched = await openPage(browser, [daemon.origin], {colorScheme: 'dark'});
  await watched.page.goto(`${daemon.origin}/?q=nettoyage`);
  await watched.page.locator('.live-map.ready[data-shown]').waitFor();
  const ground = selector => watched.page.locator(selector).first().evaluate(e => getComputedStyle(e).backgroundColor);
  assert.equal(await ground('.leaflet-control-attribution'), await ground('.hit'));
  assert.equal(await ground('.leaflet-control-zoom-in'), await ground('.hit'));
  await watched.context.close();
  await daemon.stop();
});

test('without a tile address the policy lets in no other origin, and the outlines are drawn', async () => {
  const daemon = await startDaemon();
  const watched = await openPage(browser, [daemon.origin]);
  const asked = served.length;
  const response = await watched.page.goto(`${daemon.origin}/?q=nettoyage`);
  assert.deepEqual(imagesOf(response), ["'self'", 'data:']);
  await watched.page.locator('.live-map.ready[data-shown]').waitFor();
  assert.ok(await watched.page.locator('.live-map path.dep').count() > 50);
  assert.equal(await watched.page.locator('.leaflet-tile').count(), 0);
  assert.equal(served.length, asked);
  await assertQuiet(watched);
  await watched.context.close();
  await daemon.stop();
});
