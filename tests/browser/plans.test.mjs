// A list of planned purchases, with scripts and without: sent as a file, its columns put right, taken away as a workbook.
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

const list = `N°;Intitulé;Où
1;Entretien des espaces verts;Dijon
2;Zorglub quantique;Dijon
3;Prestations de traiteur;Besançon
4;;Dijon
`;

for (const javaScriptEnabled of [true, false])
  test(`a list is sent, put right and taken away, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const watched = await openPage(browser, [daemon.origin], {javaScriptEnabled, acceptDownloads: true});
    const {page} = watched;
    await page.goto(`${daemon.origin}/lots`);
    await follow(page, page.getByRole('link', {name: /Envoyez-la telle quelle/}));
    if (javaScriptEnabled) await assertAccessible(page, 'the form of a list');
    await page.getByLabel('Votre liste', {exact: true}).setInputFiles({name: 'achats.csv', mimeType: 'text/csv', buffer: Buffer.from(list)});
    await follow(page, page.getByRole('button', {name: 'Compter'}));
    assert.match(await page.locator('.summary').textContent(), /3\s+achats lus/);
    assert.match(await page.locator('#sans-metier').locator('xpath=..').textContent(), /Zorglub quantique/);
    assert.equal(await page.locator('section[aria-label="Achats et offre"] tbody tr').count(), 2);
    if (javaScriptEnabled) await assertAccessible(page, 'a list with its supply');
    await screenshot(page, `plans-${javaScriptEnabled ? 'scripts' : 'plain'}`);

    // "Où" is no name the guess knows: the place is said by hand, and the file is not chosen again.
    await page.locator('details.edit summary').click();
    await page.getByLabel("Lieu d'exécution").selectOption('Où');
    if (javaScriptEnabled) await assertAccessible(page, 'columns being put right');
    await follow(page, page.getByRole('button', {name: 'Lire à nouveau'}));
    assert.match(await page.locator('section[aria-label="Achats et offre"]').textContent(), /Besançon/);
    assert.match(await page.locator('details').last().textContent(), /Ligne 5/);

    const [download] = await Promise.all([page.waitForEvent('download'),
      page.getByRole('button', {name: 'Télécharger le tout en XLSX'}).click()]);
    assert.match(download.suggestedFilename(), /^filon-achats-.*\.xlsx$/);

    await follow(page, page.getByRole('link', {name: 'Prestations de traiteur'}));
    assert.match(await page.locator('section.lot h2').textContent(), /Prestations de traiteur/);
    await assertQuiet(watched);
    await watched.context.close();
  });
