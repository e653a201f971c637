// Keeping a survey and an account in order: closing and opening again, taking the rows home, a new password, a server that is away.
import { readFileSync } from 'node:fs';
import { message } from '../support/form';
import { fillSignIn, passPhrase, test, words } from '../support/portal';
import { expect } from '../support/test';

test('a survey is closed, says so on every screen, and is opened again', async ({ page, full, signIn, axe, picture, browser }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/tv`);
  await page.getByRole('button', { name: words('form.close'), exact: true }).click();
  await expect(page.getByRole('alertdialog')).toContainText(words('form.close_ask'));
  await axe(page);
  await page.getByRole('alertdialog').getByRole('button', { name: words('form.close'), exact: true }).click();
  await expect(page.getByText(words('form.closing'))).toBeVisible();

  const visits = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const visitor = await visits.newPage();
  for (const layout of ['desktop', 'mobile', 'tv']) {
    await visitor.goto(`${full.url}/s/tv?layout=${layout}`);
    await expect(visitor.getByRole('heading', { level: 1, name: message('en', 'respond.closed.title') })).toBeVisible();
    await axe(visitor);
    await picture(visitor, `closed-${layout}`);
  }

  await page.getByRole('button', { name: words('form.reopen') }).click();
  await expect(page.getByText(words('form.reopened'))).toBeVisible();
  await visitor.goto(`${full.url}/s/tv?layout=desktop`);
  await expect(visitor.locator('[data-question]').first()).toBeVisible();
  await visits.close();
});

test('the rows are taken home as a table from the results page', async ({ page, full, signIn }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support/results`);
  await page.locator('summary').filter({ hasText: words('results.export') }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByText(words('results.export_csv')).click()]);
  const [head, ...rows] = readFileSync((await file.path()) ?? '', 'utf8').trim().split('\n');
  expect(head).toContain('response_id');
  expect(rows.length).toBeGreaterThan(100);
  // No cell begins as a formula does.
  expect(rows.flatMap((row) => row.split(',')).filter((cell) => /^"?[=+@\t]/.test(cell))).toEqual([]);
});

test('a password is changed, and the old one and the other device are out', async ({ page, full, account, axe, browser }) => {
  const email = await account('marte');
  const other = await browser.newPage();
  for (const one of [page, other]) {
    await one.goto(`${full.url}/portal`);
    await fillSignIn(one, email, passPhrase);
    await expect(one.getByRole('heading', { name: words('forms.title') })).toBeVisible();
  }
  await page.goto(`${full.url}/portal/account`);
  const change = page.getByRole('button', { name: words('account.change') });
  await page.getByLabel(words('account.current')).fill('not this one at all');
  await page.getByLabel(words('account.new')).fill('quite another phrase');
  await change.click();
  await expect(page.getByText(words('account.wrong'))).toBeVisible();
  await axe(page);
  await page.getByLabel(words('account.current')).fill(passPhrase);
  await change.click();
  await expect(page.getByText(words('account.changed'))).toBeVisible();
  await other.reload();
  await fillSignIn(other, email, passPhrase);
  await expect(other.getByText(words('sign_in.wrong'))).toBeVisible();
  await fillSignIn(other, email, 'quite another phrase');
  await expect(other.getByRole('heading', { name: words('forms.title') })).toBeVisible();
  // Signing out everywhere closes both.
  await page.getByRole('button', { name: words('account.everywhere') }).click();
  await expect(page.getByLabel(words('sign_in.email'))).toBeVisible();
  await other.reload();
  await expect(other.getByLabel(words('sign_in.email'))).toBeVisible();
  await other.close();
});

test('a server that is away is told on each page of the portal, with a way on', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  for (const [path, key] of [['forms/support', 'form.failed'], ['forms/support/results', 'results.failed']] as const) {
    await page.goto(`${full.url}/portal`);
    await expect(page.getByRole('heading', { name: words('forms.title') })).toBeVisible();
    await page.route('**/api/v1/forms/**', (route) => route.abort());
    await page.evaluate((to) => history.pushState(null, '', to), `/portal/${path}`);
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await expect(page.getByText(words(key))).toBeVisible();
    await axe(page);
    await picture(page, `portal-away-${key}`);
    await page.unroute('**/api/v1/forms/**');
    await page.getByRole('button', { name: words('failed.retry') }).click();
    await expect(page.getByText(words(key))).toHaveCount(0);
  }
});
