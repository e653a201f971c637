// A survey ends by itself: set in the portal, said by every screen, told to whoever is midway, moved and taken away again.
import { message } from '../support/form';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

const inUtc = (at: Date) => ({ day: at.toISOString().slice(0, 10), time: at.toISOString().slice(11, 16) });

test('a survey ends at the minute that was set, with the words that were written', async ({ page, full, signIn, axe, picture, browser }) => {
  test.setTimeout(180_000);
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support`);
  const panel = page.getByRole('region', { name: words('ending.title') });
  await expect(panel).toContainText(words('ending.none'));
  const [day, time] = [panel.getByLabel(words('ending.day')), panel.getByLabel(words('ending.time'))];
  const save = panel.getByRole('button', { name: words('ending.save') });

  // A day that has passed is refused where it stands.
  await day.fill('2020-01-31');
  await save.click();
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  await expect(day).toBeFocused();
  await axe(page);

  const visits = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const midway = await visits.newPage();
  await midway.goto(`${full.url}/s/support?layout=desktop&lang=en`);
  await expect(midway.locator('[data-question]').first()).toBeVisible();

  const end = new Date(Math.ceil((Date.now() + 10_000) / 60_000) * 60_000);
  await day.fill(inUtc(end).day);
  await time.fill(inUtc(end).time);
  const own = 'We have begun to count.\nResults come in <b>March</b>.';
  await panel.locator('summary').click();
  await panel.locator('textarea').first().fill(own);
  await save.click();
  await expect(panel.getByText(words('ending.saved'))).toBeVisible();
  await expect(panel).toContainText(words('forms.ends').replace('{when}', 'in'));
  await axe(page);
  await picture(page, 'portal-ending');

  await page.waitForTimeout(Math.max(0, end.getTime() - Date.now()) + 500);
  // Whoever is midway goes on; what they send comes too late, and they are told.
  const visitor = await visits.newPage();
  for (const layout of ['desktop', 'mobile', 'tv']) {
    await visitor.goto(`${full.url}/s/support?layout=${layout}&lang=en`);
    await expect(visitor.getByRole('heading', { level: 1, name: message('en', 'respond.closed.title') })).toBeVisible();
    await expect(visitor.getByText('Results come in <b>March</b>.')).toBeVisible();
    await expect(visitor.getByText(message('en', 'respond.closed.text'))).toHaveCount(0);
    await axe(visitor);
    await picture(visitor, `ended-${layout}`);
  }
  await page.reload();
  await expect(page.getByText(words('forms.ended').replace('{when}', ''), { exact: false }).first()).toBeVisible();
  await expect(page.getByText(words('form.ended').replace(' Version {number} was the last.', ''), { exact: false })).toBeVisible();
  await picture(page, 'portal-ended');
  await page.goto(`${full.url}/portal`);
  await expect(page.getByRole('listitem').filter({ has: page.locator('#form-support') })).toContainText(words('forms.ended').replace('{when}', ''));

  // A later day opens it again, with the words kept; then it has no end.
  await page.goto(`${full.url}/portal/forms/support`);
  await day.fill(inUtc(new Date(Date.now() + 3 * 86_400_000)).day);
  await time.fill('');
  await save.click();
  await expect(panel.getByText(words('ending.saved'))).toBeVisible();
  await expect(panel).toContainText('Ends in 3 days');
  await expect(panel.locator('textarea').first()).toHaveValue(own);
  await visitor.goto(`${full.url}/s/support?layout=desktop`);
  await expect(visitor.locator('[data-question]').first()).toBeVisible();
  await panel.getByRole('button', { name: words('ending.remove') }).click();
  await expect(panel).toContainText(words('ending.none'));
  await visits.close();
});

test('the page that ends is whole on a narrow screen, in the dark and from right to left', async ({ page, full, signIn, axe, picture }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page);
  await page.evaluate(() => localStorage.setItem('tessera.locale', 'he'));
  await page.goto(`${full.url}/portal/forms/tv`);
  const title = message('he', 'portal.ending.title');
  const panel = page.getByRole('region', { name: title });
  await panel.locator('summary').click();
  await panel.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await axe(page);
  await picture(page, 'portal-ending-he-dark');
});
