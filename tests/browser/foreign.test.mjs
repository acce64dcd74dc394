// The search in somebody else's page: an invented intranet on another origin, with its own colours
// and its own strict policy.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {assertAccessible, assertQuiet, launch, openPage, screenshot} from './lib/browser.mjs';
import {startDaemon} from './lib/daemon.mjs';
import {repository} from './lib/paths.mjs';

/** An intranet on a free port of the loopback; `filon` is put where its page names the search. */
async function startIntranet() {
  const site = {filon: ''};
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') { response.writeHead(204); return response.end(); }
    if (request.url === '/intranet.js' || request.url === '/intranet.css') {
      response.setHeader('Content-Type', request.url.endsWith('js') ? 'text/javascript' : 'text/css');
      return response.end(readFileSync(join(repository, 'tests/browser/data', request.url)));
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', `default-src 'none'; script-src 'self' ${site.filon}; style-src 'self'; connect-src ${site.filon}; frame-src ${site.filon}; form-action ${site.filon}`);
    response.end(readFileSync(join(repository, 'tests/browser/data/intranet.html'), 'utf8').replaceAll('FILON', site.filon));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.stop = () => new Promise(resolve => server.close(resolve).closeAllConnections());
  return site;
}

let intranet, daemon, stranger, browser;
before(async () => {
  intranet = await startIntranet();
  stranger = await startIntranet();
  daemon = await startDaemon({flags: ['--allow-origin', intranet.origin, '--allow-frame', intranet.origin]});
  intranet.filon = stranger.filon = daemon.origin;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await daemon?.stop();
  await intranet?.stop();
  await stranger?.stop();
});

test('the element works on a foreign origin, with its colours, territory and events', async () => {
  const watched = await openPage(browser, [daemon.origin, intranet.origin]);
  const {page} = watched;
  await page.goto(intranet.origin);
  const element = page.locator('filon-recherche');
  assert.equal(await page.evaluate(() => window.loaded), 2, 'the script stands twice in the page');
  await element.locator('input').fill('nettoyage');
  await element.locator('button').click();
  await element.locator('li').first().waitFor();
  const {total} = await (await fetch(`${daemon.origin}/api/v1/structures?q=nettoyage&territory=departement:21`)).json();
  assert.equal(await page.evaluate(() => window.heard.total), total);
  assert.match(await element.locator('[role=status]').textContent(), new RegExp(`^${total} `));
  assert.equal(await element.locator('button').evaluate(b => getComputedStyle(b).backgroundColor), 'rgb(122, 31, 92)');
  assert.equal(await element.locator('button').evaluate(b => getComputedStyle(b).borderTopLeftRadius), '0px', '::part reaches in');
  await element.locator('li a').first().click();
  assert.ok(await page.evaluate(() => window.selected.id), 'filon-select tells, and the page may keep its reader');
  await assertAccessible(page, 'intranet with the element');
  await screenshot(page, 'intranet');
  await assertQuiet(watched);
  await watched.context.close();
});

test('without scripts the content of the element is the way in', async () => {
  const watched = await openPage(browser, [daemon.origin, intranet.origin], {javaScriptEnabled: false});
  await watched.page.goto(intranet.origin);
  assert.equal(await watched.page.locator('filon-recherche a').getAttribute('href'), `${daemon.origin}/?territory=departement%3A21`);
  await watched.context.close();
});

test('the frame shows in an allowed page and tells it its height; a lie about the height is not heard', async () => {
  const watched = await openPage(browser, [daemon.origin, intranet.origin]);
  const {page} = watched;
  await page.goto(intranet.origin);
  await page.waitForFunction(() => parseInt(document.querySelector('iframe').style.height, 10) > 200);
  const height = await page.locator('iframe').evaluate(f => f.style.height);
  await page.evaluate(() => window.postMessage({type: 'filon:height', height: 33}, '*'));
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 0)));
  assert.equal(await page.locator('iframe').evaluate(f => f.style.height), height);
  await assertQuiet(watched);
  await watched.context.close();
});

test('a page that is not allowed gets neither frame nor answers', async () => {
  const watched = await openPage(browser, [daemon.origin, stranger.origin]);
  const {page} = watched;
  await page.goto(stranger.origin);
  const element = page.locator('filon-recherche');
  await element.locator('input').fill('nettoyage');
  await element.locator('button').click();
  await page.waitForFunction(() => /ne répond pas/.test(document.querySelector('filon-recherche').shadowRoot.querySelector('[role=status]').textContent));
  assert.equal(await element.locator('li').count(), 0);
  assert.equal(await page.locator('iframe').evaluate(f => f.style.height), '');
  await watched.context.close();
});

test('only /embed may be framed, and answers vary by origin', async () => {
  const policy = async path => (await fetch(daemon.origin + path)).headers.get('content-security-policy');
  assert.match(await policy('/'), /frame-ancestors 'none'/);
  assert.ok((await policy('/embed')).endsWith(`frame-ancestors 'self' ${intranet.origin}`));
  const answer = await fetch(`${daemon.origin}/api/v1/structures`, {headers: {Origin: intranet.origin}});
  assert.equal(answer.headers.get('access-control-allow-origin'), intranet.origin);
  assert.match(answer.headers.get('vary'), /Origin/);
});
