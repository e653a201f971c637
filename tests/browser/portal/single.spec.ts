// One response, read in the words of its survey and deleted; a survey deleted with everything.
import { randomUUID } from 'node:crypto';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

const form = {
  title: 'Today',
  elements: [
    { type: 'rating', name: 'nps', metric: 'nps', title: 'Recommend?', rateMin: 0, rateMax: 10 },
    { type: 'checkbox', name: 'better', title: 'What would be better?', choices: [{ value: 'wifi', text: 'Wi-Fi everywhere' }, { value: 'bill', text: 'A clearer bill' }] },
    { type: 'comment', name: 'why', title: 'Why?' },
    { type: 'text', name: 'name', title: 'Your name?' },
  ],
};

test('a response is opened from its comment, read, and deleted; figures follow', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  const made = await page.request.post(`${full.url}/api/v1/forms`, {
    headers: { 'Idempotency-Key': randomUUID() },
    data: { slug: 'single', audience: 'customers', definition: form, publish: true },
  });
  expect(made.status()).toBe(201);
  for (const [nps, why] of [[9, 'Early and tidy'], [3, 'Nobody came']] as const) {
    const data = { response_id: randomUUID(), form: 'single', version: 1, step: 1, completed: true, answers: { nps, why, better: ['wifi'] }, meta: { layout: 'tv', locale: 'en' } };
    expect((await page.request.post(`${full.url}/api/v1/responses`, { headers: { 'Idempotency-Key': randomUUID() }, data })).status()).toBe(200);
  }
  await page.goto(`${full.url}/portal/forms/single/results`);
  const comment = page.locator('.comment', { hasText: 'Nobody came' });
  await comment.getByRole('link', { name: words('results.whole') }).click();
  await expect(page.getByText('Wi-Fi everywhere')).toBeVisible();
  await expect(page.getByText('Nobody came')).toBeVisible();
  await expect(page.locator('.given', { hasText: 'Your name?' })).toContainText(words('response.left_out'));
  await axe(page);
  await picture(page, 'portal-response');
  await page.getByRole('button', { name: words('response.delete'), exact: true }).click();
  await expect(page.getByRole('button', { name: words('remove.keep') })).toBeFocused();
  await axe(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words('response.delete'), exact: true }).click();
  await page.getByRole('button', { name: words('remove.delete') }).click();
  await expect(page).toHaveURL(/forms\/single\/results$/);
  await expect(page.locator('.kpi-n').first()).toHaveText('n 1');
  await expect(page.locator('.comment-text')).toHaveText(['Early and tidy']);
});

test('a survey is deleted with everything, after being asked', async ({ page, full, signIn, picture }) => {
  await signIn(page);
  await page.request.post(`${full.url}/api/v1/forms`, {
    headers: { 'Idempotency-Key': randomUUID() },
    data: { slug: 'gone', name: 'Soon gone', audience: 'customers', definition: form, publish: true },
  });
  await page.goto(`${full.url}/portal/forms/gone`);
  await page.getByRole('button', { name: words('form.delete'), exact: true }).click();
  await picture(page, 'portal-form-delete');
  await page.getByRole('button', { name: words('remove.delete') }).click();
  await expect(page).toHaveURL(/portal$/);
  await expect(page.getByText('Soon gone')).toHaveCount(0);
  await page.goto(`${full.url}/s/gone`);
  await expect(page.getByRole('heading')).toBeVisible();
  expect((await page.request.get(`${full.url}/api/v1/forms/gone/live`)).status()).toBe(404);
});
