// Results that follow what comes in, and show the part of the answers that was asked for.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Program } from '../support/program';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

const form = {
  title: 'Today',
  elements: [
    { type: 'rating', name: 'nps', metric: 'nps', title: 'Recommend?', rateMin: 0, rateMax: 10 },
    { type: 'comment', name: 'why', title: 'Why?' },
  ],
};

/** Somebody else answers, elsewhere. */
async function send(page: Page, full: Program, slug: string, answers: object, meta: object): Promise<void> {
  const data = { response_id: randomUUID(), form: slug, version: 1, step: 1, completed: true, answers, meta };
  const answer = await page.request.post(`${full.url}/api/v1/responses`, { headers: { 'Idempotency-Key': randomUUID() }, data });
  expect(answer.status()).toBe(200);
}

async function publish(page: Page, full: Program, slug: string): Promise<void> {
  const data = { slug, audience: 'customers', definition: form, publish: true };
  const answer = await page.request.post(`${full.url}/api/v1/forms`, { headers: { 'Idempotency-Key': randomUUID() }, data });
  expect(answer.status()).toBe(201);
}

const n = (page: Page) => page.locator('.kpi-n').first();

test('figures and comments follow what comes in, and stand still while paused', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await publish(page, full, 'today');
  await send(page, full, 'today', { nps: 9, why: 'Early and tidy' }, { layout: 'tv', locale: 'en' });
  await page.goto(`${full.url}/portal/forms/today/results`);
  await expect(n(page)).toHaveText('n 1');
  await expect(page.locator('.live-state')).toHaveText(words('results.live'));
  const table = page.locator('details.behind').first();
  await table.locator('summary').click();
  await send(page, full, 'today', { nps: 3, why: 'Nobody came' }, { layout: 'mobile', locale: 'pl', touchpoint: 'sms' });
  await expect(n(page)).toHaveText('n 2');
  await expect(page.locator('.comment-text').first()).toHaveText('Nobody came');
  // Who reads a table goes on reading it.
  await expect(table).toHaveAttribute('open', '');
  await expect(table.locator('summary')).toBeFocused();
  await page.getByRole('button', { name: words('results.live_pause') }).click();
  await send(page, full, 'today', { nps: 10 }, { layout: 'desktop', locale: 'en' });
  await page.waitForTimeout(1500);
  await expect(n(page)).toHaveText('n 2');
  await axe(page);
  await picture(page, 'portal-results-live');
  await page.getByRole('button', { name: words('results.live_go_on') }).click();
  await expect(n(page)).toHaveText('n 3');
});

test('figures go on following after a proxy answered for a server that was away', async ({ page, full, signIn }) => {
  await signIn(page);
  await publish(page, full, 'away');
  let answered = 0;
  await page.route('**/api/v1/stream?*', (route) => {
    answered += 1;
    return answered === 1 ? route.fulfill({ status: 502, body: 'Bad gateway' }) : route.continue();
  });
  await page.goto(`${full.url}/portal/forms/away/results`);
  await expect(page.locator('.live-state')).toHaveText(words('results.live_lost'));
  // Nobody has heard of this one.
  await send(page, full, 'away', { nps: 9 }, { layout: 'tv', locale: 'en' });
  await expect(n(page)).toHaveText('n 1');
  await expect(page.locator('.live-state')).toHaveText(words('results.live'));
});

test('figures that take longer than the next answer are shown, and one refusal takes none away', async ({ page, full, signIn }) => {
  await signIn(page);
  await publish(page, full, 'steady');
  await send(page, full, 'steady', { nps: 9 }, { layout: 'tv', locale: 'en' });
  await page.goto(`${full.url}/portal/forms/steady/results`);
  await expect(page.locator('.live-state')).toHaveText(words('results.live'));
  await page.route('**/forms/steady/results*', async (route) => {
    await new Promise((passed) => setTimeout(passed, 1200));
    await route.continue();
  });
  let sent = 1;
  for (; sent < 12 && (await n(page).textContent()) === 'n 1'; sent += 1) {
    await send(page, full, 'steady', { nps: 9 }, { layout: 'tv', locale: 'en' });
    await page.waitForTimeout(400);
  }
  expect(sent).toBeLessThan(12);
  await expect(n(page)).toHaveText(`n ${sent}`);
  // One may still be on its way.
  await page.waitForTimeout(2500);
  await page.route('**/forms/steady/results*', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: 'Away' }));
  const refused = page.waitForResponse((response) => response.status() === 503);
  await send(page, full, 'steady', { nps: 9 }, { layout: 'tv', locale: 'en' });
  await refused;
  await page.waitForTimeout(300);
  await expect(n(page)).toHaveText(`n ${sent}`);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await send(page, full, 'steady', { nps: 9 }, { layout: 'tv', locale: 'en' });
  await expect(n(page)).toHaveText(`n ${sent + 2}`);
});

test('a part of the answers is chosen, kept in the address, and left again', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await publish(page, full, 'parts');
  await send(page, full, 'parts', { nps: 9, why: 'Early and tidy' }, { layout: 'tv', locale: 'en' });
  await send(page, full, 'parts', { nps: 3, why: 'No Wi-Fi in the cellar' }, { layout: 'mobile', locale: 'pl', touchpoint: 'sms' });
  await page.goto(`${full.url}/portal/forms/parts/results`);
  await expect(n(page)).toHaveText('n 2');
  await page.getByLabel(words('results.screen'), { exact: true }).selectOption('mobile');
  await expect(n(page)).toHaveText('n 1');
  await expect(page.locator('.comment-text')).toHaveText(['No Wi-Fi in the cellar']);
  await page.reload();
  await expect(n(page)).toHaveText('n 1');
  await expect(page.getByLabel(words('results.screen'), { exact: true })).toHaveValue('mobile');
  await page.getByLabel(words('results.language'), { exact: true }).selectOption('en');
  await expect(page.getByText(words('results.part_empty'), { exact: true })).toBeVisible();
  await axe(page);
  await picture(page, 'portal-results-part-empty');
  await page.getByRole('button', { name: words('results.part_clear') }).first().click();
  await expect(n(page)).toHaveText('n 2');
  await expect(page).toHaveURL(/results$/);
  await page.getByLabel(words('results.period'), { exact: true }).selectOption('own');
  await page.getByLabel(words('results.from'), { exact: true }).fill('2026-05-12');
  await page.getByLabel(words('results.to'), { exact: true }).fill('2026-05-11');
  await expect(page.getByText(words('results.days_reversed'))).toBeVisible();
});

test('comments are found by their words', async ({ page, full, signIn }) => {
  await signIn(page);
  await publish(page, full, 'words');
  await send(page, full, 'words', { nps: 9, why: 'Très bien à l’Église' }, { layout: 'tv', locale: 'fr' });
  await send(page, full, 'words', { nps: 3, why: 'No Wi-Fi in the cellar' }, { layout: 'mobile', locale: 'en' });
  await page.goto(`${full.url}/portal/forms/words/results`);
  await expect(page.locator('.comment-text')).toHaveCount(2);
  const search = page.getByLabel(words('results.search'));
  await search.fill('eglise');
  await expect(page.locator('.comment-text')).toHaveText(['Très bien à l’Église']);
  await search.fill('attic');
  await expect(page.getByText(words('results.comments_none'), { exact: true })).toBeVisible();
  await search.fill('');
  await expect(page.locator('.comment-text')).toHaveCount(2);
});
