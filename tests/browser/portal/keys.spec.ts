// API keys: made with what they may do, shown once, used, seen to be used, and revoked after being asked.
import { message } from '../support/form';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

test('a key is made, shown once, works, and is revoked', async ({ page, full, signIn, axe, picture, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page);
  await page.goto(`${full.url}/portal/account`);
  await page.getByRole('link', { name: words('keys.open') }).click();
  await expect(page.getByRole('heading', { level: 1, name: words('keys.title') })).toBeFocused();
  const list = page.getByRole('region', { name: words('keys.list'), exact: true });
  await expect(list).toContainText(words('keys.none'));

  // What is missing is said where it is missing.
  const make = page.getByRole('button', { name: words('keys.make') });
  await make.click();
  await expect(page.getByLabel(words('keys.name'))).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel(words('keys.name'))).toBeFocused();
  await page.getByLabel(words('keys.name')).fill('nightly <b>export</b>');
  await make.click();
  await expect(page.getByRole('group', { name: words('keys.scopes') })).toBeFocused();
  await axe(page);
  await page.getByRole('checkbox', { name: words('keys.responses_read') }).check();
  await make.click();
  const secret = page.getByLabel(words('keys.secret'));
  await expect(secret).toBeFocused();
  const key = await secret.inputValue();
  expect(key).toMatch(/^tsr_live_[0-9a-f]{16}_[0-9a-f]{64}$/);
  await page.getByRole('button', { name: words('keys.copy') }).click();
  await expect(page.getByRole('button', { name: words('form.copied') })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await axe(page);
  await picture(page, 'portal-keys-made');

  const item = list.getByRole('listitem').filter({ hasText: 'nightly <b>export</b>' });
  await expect(item).toContainText(words('keys.unused'));
  const ask = (path: string) => request.get(`${full.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask('/api/v1/forms/support/responses')).status()).toBe(200);
  expect((await ask('/api/v1/forms')).status()).toBe(403);
  await page.reload();
  await expect(page.getByLabel(words('keys.secret'))).toHaveCount(0);
  expect(await page.content()).not.toContain(key);
  await expect(item).toContainText(words('keys.used').replace('{day}', ''));

  const revoke = item.getByRole('button', { name: words('keys.revoke_of').replace('{name}', 'nightly <b>export</b>') });
  await revoke.click();
  const asked = item.getByRole('alertdialog');
  await expect(asked.getByRole('button', { name: words('remove.keep') })).toBeFocused();
  await axe(page);
  await page.keyboard.press('Enter');
  await expect(revoke).toBeFocused();
  await revoke.click();
  await asked.getByRole('button', { name: words('keys.revoke'), exact: true }).click();
  await expect(page.getByText(words('keys.revoked').replace('{name}', 'nightly <b>export</b>'))).toBeVisible();
  await expect(list).toContainText(words('keys.none'));
  expect((await ask('/api/v1/forms/support/responses')).status()).toBe(401);
});

test('the keys are whole on a narrow screen, in the dark and from right to left', async ({ page, full, signIn, axe, picture }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page);
  await page.evaluate(() => localStorage.setItem('tessera.locale', 'he'));
  await full.command('key', 'add', 'a name that goes on for quite a while, as names do', '--scope', 'forms:read', '--scope', 'results:read');
  await page.goto(`${full.url}/portal/keys`);
  await expect(page.getByText('a name that goes on')).toBeVisible();
  await expect(page.getByText(message('he', 'portal.keys.forms_read')).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await axe(page);
  await picture(page, 'portal-keys-he-dark');
});
