// From the first page to a list in hand, as three people go: with a keyboard alone, without
// scripts, and with back and forward.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {assertAccessible, assertQuiet, launch, openPage} from './lib/browser.mjs';
import {startDaemon} from './lib/daemon.mjs';

let daemon, browser;
before(async () => {
  daemon = await startDaemon();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await daemon?.stop();
});

/** Presses Tab until the focus is where it should be: what the keyboard cannot reach fails. */
async function tabTo(page, selector, most = 400) {
  for (let i = 0; i < most; ++i) {
    if (await page.evaluate(s => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

const total = page => page.locator('#compte strong').textContent();
const settled = page => page.waitForFunction(() => !document.body.classList.contains('busy'));

test('keyboard alone: home, question, filter, export, retain, sourcing sheet', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  const {page} = watched;
  await page.goto(daemon.origin);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Aller au contenu');
  await tabTo(page, '#q');
  await page.keyboard.type('nettoyage');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=nettoyage/);
  const before = await total(page);
  await tabTo(page, '#kind-ACI');
  await page.keyboard.press('Space');
  await page.waitForURL(/kind=ACI/);
  await settled(page);
  assert.notEqual(await total(page), before);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'kind-ACI', 'the focus stays on the filter');
  await page.waitForFunction(() => /structure/.test(document.getElementById('annonce').textContent));
  await tabTo(page, '#csv');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const rows = readFileSync(await file.path(), 'utf8');
  const named = await page.locator('.hit h3').first().textContent();
  assert.match(rows, /^\uFEFF/);
  assert.ok(rows.includes(named), 'the file holds what the page shows');
  await tabTo(page, '.keep');
  const retained = await page.evaluate(() => document.activeElement.id.replace('retenir-', ''));
  await page.keyboard.press('Enter');
  await page.waitForURL(/retenir=/);
  await settled(page);
  await tabTo(page, '.retained a');
  await page.keyboard.press('Enter');
  await page.waitForURL(/sourcage/);
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.match(await page.locator('tbody').innerHTML(), new RegExp(retained));
  assert.match(await page.locator('main').textContent(), /n'est pas un critère d'attribution/);
  await assertQuiet(watched);
  await watched.context.close();
});

test('without scripts: the same path, a place and a radius, the map and its table', async () => {
  const watched = await openPage(browser, [daemon.origin], {javaScriptEnabled: false});
  const {page} = watched;
  await page.goto(daemon.origin);
  await page.fill('#q', 'nettoyage');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=nettoyage/);
  assert.equal(await page.locator('.live-map').isVisible(), false, 'no empty map without scripts');
  assert.ok(await page.locator('.choropleth svg a').count() > 3);
  await page.fill('#lieu', 'Dijon');
  await page.selectOption('#rayon', '100');
  await page.click('#filtres button');
  await page.waitForURL(/near=21231&radius_km=100/);
  assert.match(await page.locator('.chips[aria-label=Filtres]').textContent(), /100\s*km autour de Dijon/);
  await page.selectOption('#rayon', '');
  await page.click('#filtres button');
  await page.waitForURL(url => !url.search.includes('near='));
  await page.click('.as-table summary');
  await page.click('.as-table tbody a >> nth=0');
  await page.waitForURL(/territory=departement/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  assert.ok(readFileSync(await file.path(), 'utf8').includes(await page.locator('.hit h3').first().textContent()));
  await page.click('.keep >> nth=0');
  await page.waitForURL(/retenir=/);
  await page.click('.retained a >> nth=0');
  await page.waitForURL(/sourcage/);
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.click('.back');
  assert.match(page.url(), /retenir=/, 'the selection comes back with the results');
  await assertQuiet(watched);
  await watched.context.close();
});

test('back and forward bring back question, filters and results', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  const {page} = watched;
  const states = [];
  const keep = async () => {
    await settled(page);
    states.push([await total(page), await page.locator('.hit h3').first().textContent(), await page.locator('#filtres input:checked').count()]);
  };
  await page.goto(`${daemon.origin}/?q=nettoyage`);
  await keep();
  await page.check('#kind-EI');
  await page.waitForURL(/kind=EI/);
  await keep();
  await page.locator('#sort').selectOption('name');
  await page.waitForURL(/sort=name/);
  await keep();
  const now = async () => {
    await settled(page);
    return [await total(page), await page.locator('.hit h3').first().textContent(), await page.locator('#filtres input:checked').count()];
  };
  await page.goBack();
  await page.waitForURL(url => !url.search.includes('sort=name'));
  await page.waitForFunction(name => document.querySelector('.hit h3')?.textContent === name, states[1][1]);
  assert.deepEqual(await now(), states[1]);
  await page.goBack();
  await page.waitForFunction(name => document.querySelector('#compte strong')?.textContent === name, states[0][0]);
  assert.deepEqual(await now(), states[0]);
  await page.goForward();
  await page.waitForFunction(name => document.querySelector('#compte strong')?.textContent === name, states[1][0]);
  assert.deepEqual(await now(), states[1]);
  await assertQuiet(watched);
  await watched.context.close();
});

test('a shared address shows the same list in the same order to someone else', async () => {
  const first = await openPage(browser, [daemon.origin]);
  await first.page.goto(`${daemon.origin}/?q=nettoyage`);
  const link = await first.page.locator('.share').getAttribute('href');
  const names = await first.page.locator('.hit h3').allTextContents();
  const second = await openPage(browser, [daemon.origin]);
  await second.page.goto(daemon.origin + link);
  assert.deepEqual(await second.page.locator('.hit h3').allTextContents(), names);
  await first.context.close();
  await second.context.close();
});

test('readings of the text are chips, and one that is taken away is no longer read', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  const {page} = watched;
  await page.goto(`${daemon.origin}/?q=nettoyage+en+C%C3%B4te-d%27Or`);
  const chip = page.locator('.chip.read', {hasText: "Côte-d'Or"});
  assert.equal(await chip.count(), 1);
  const before = await total(page);
  await chip.click();
  await page.waitForURL(/ignore=/);
  await settled(page);
  assert.equal(await page.locator('.chip.read', {hasText: "Côte-d'Or"}).count(), 0);
  assert.notEqual(await total(page), before);
  await assertQuiet(watched);
  await watched.context.close();
});

test('suggestions are a combobox that arrows, Enter and Escape work', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  const {page} = watched;
  await page.goto(daemon.origin);
  await page.locator('#q').pressSequentially('blanch');
  await page.locator('.options li').first().waitFor();
  assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const active = await page.getAttribute('#q', 'aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  await assertAccessible(page, 'open suggestions');
  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'false');
  await page.locator('#q').fill('');
  await page.locator('#q').pressSequentially('Blanchisserie');
  await page.locator('.options li', {hasText: 'Métier'}).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(url => url.pathname + url.search !== '/');
  await assertQuiet(watched);
  await watched.context.close();
});

test('the map shows every hit of the search, not one page of them', async () => {
  const watched = await openPage(browser, [daemon.origin]);
  const {page} = watched;
  await page.goto(`${daemon.origin}/?q=nettoyage`);
  const map = page.locator('.live-map.ready[data-shown]');
  await map.waitFor();
  const {points, total: all} = await (await fetch(`${daemon.origin}/carte.json?q=nettoyage`)).json();
  assert.ok(points.length > 20, 'more than a page');
  assert.equal(Number(await map.getAttribute('data-shown')), points.length);
  const drawn = await page.locator('.pin').evaluateAll(pins => pins.reduce((sum, pin) => sum + Number(pin.dataset.count), 0));
  assert.equal(drawn, points.length, 'each in one marker');
  let located = 0;
  for (let number = 1; number <= Math.ceil(all / 100); ++number)
    located += (await (await fetch(`${daemon.origin}/api/v1/structures?q=nettoyage&per_page=100&page=${number}&facets=none`)).json()).results.filter(r => r.location).length;
  assert.equal(points.length, located, 'those the API has a place for');
  await page.check('#kind-EI');
  await page.waitForFunction(() => /kind=EI/.test(document.querySelector('.live-map').dataset.filled ?? ''));
  await page.waitForFunction(n => Number(document.querySelector('.live-map').dataset.shown) < n, points.length);
  await assertQuiet(watched);
  await watched.context.close();
});

test('a results page weighs under 100 KB without the map, and its largest content is painted', async t => {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const page = await context.newPage();
  await page.addInitScript(() => new PerformanceObserver(list => { window.lcp = list.getEntries().at(-1).startTime; }).observe({type: 'largest-contentful-paint', buffered: true}));
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map();
  let map = 0, rest = 0;
  session.on('Network.requestWillBeSent', e => urls.set(e.requestId, e.request.url));
  session.on('Network.loadingFinished', e => {
    if (/leaflet|departements\.json|carte\.json/.test(urls.get(e.requestId))) map += e.encodedDataLength;
    else rest += e.encodedDataLength;
  });
  await page.goto(`${daemon.origin}/?q=nettoyage`);
  await page.locator('.live-map.ready[data-shown]').waitFor();
  const lcp = await page.evaluate(() => window.lcp);
  t.diagnostic(`transferred ${rest} bytes, map ${map} bytes, largest contentful paint ${Math.round(lcp)} ms`);
  console.log(`results page: ${rest} bytes without the map, ${map} bytes of map, LCP ${Math.round(lcp)} ms`);
  assert.ok(rest > 1000 && rest < 100_000, `${rest} bytes`);
  assert.ok(lcp > 0);
  await context.close();
});
