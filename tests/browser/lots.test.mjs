// From a pasted consultation to who could answer it, with scripts and without: the same steps, the same figures.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {assertAccessible, assertQuiet, follow, launch, openPage, screenshot} from './lib/browser.mjs';
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

const consultation = `Lot n° 1 : entretien des espaces verts
Lot n° 2 : nettoyage de locaux
Lot n° 3 : traiteur bio zéro déchet
Lot n° 4 : réemploi de matériaux
Lot n° 5 : mise sous pli
Lot n° 6 : blanchisserie de couches lavables`;

const figures = page => page.locator('.bars td.n').allTextContents();

for (const javaScriptEnabled of [true, false])
  test(`a consultation of six lots is pasted, corrected and sent on, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const watched = await openPage(browser, [daemon.origin], {javaScriptEnabled});
    const {page} = watched;
    await page.goto(daemon.origin);
    await follow(page, page.getByRole('link', {name: 'Vos lots'}));
    await page.getByLabel('Votre besoin').last().fill(consultation);
    await page.getByLabel("Lieu d'exécution").fill('Dijon Métropole');
    await follow(page, page.getByRole('button', {name: 'Compter'}));
    assert.equal(await page.locator('section.lot').count(), 6);
    assert.match(await page.locator('.summary').textContent(), /Dijon Métropole/);
    assert.match(await page.locator('section.lot h2').nth(5).textContent(), /blanchisserie de couches lavables/);
    assert.ok(await page.locator('table.grid').count(), 'lots and structures');
    if (javaScriptEnabled) await assertAccessible(page, 'six lots');
    await screenshot(page, `lots-six-${javaScriptEnabled ? 'scripts' : 'plain'}`);

    // The link says the same to whoever it is sent to.
    const counted = await figures(page);
    await follow(page, page.getByRole('link', {name: 'Lien vers cette page'}));
    assert.deepEqual(await figures(page), counted);

    // A lot is corrected, another trade given by its name.
    await page.locator('details.edit summary').click();
    if (javaScriptEnabled) await assertAccessible(page, 'lots being corrected');
    await page.locator('#lot-6').fill('Repas livrés');
    for (const box of await page.locator('input[name=secteur6][type=checkbox]').all()) await box.uncheck();
    await page.locator('#secteur-6').fill('Traiteur');
    await page.locator('#seuil_reservation').fill('2');
    await follow(page, page.getByRole('button', {name: 'Compter à nouveau'}));
    assert.match(page.url(), /secteur6=traiteur|secteur6=Traiteur/);
    assert.match(await page.locator('section.lot h2').nth(5).textContent(), /Repas livrés/);
    assert.match(await page.locator('section.lot').nth(5).textContent(), /votre seuil de 2/);
    await assertQuiet(watched);
    await watched.context.close();
  });
