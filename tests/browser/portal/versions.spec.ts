// Versions of a survey: who published them, what they differ in, and one of them as the draft again.
import { test, words } from '../support/portal';
import { expect } from '../support/test';

const first = '{\n  "title": "Care",\n  "elements": [\n    { "type": "text", "name": "who", "title": "Who are you?" },\n    { "type": "comment", "name": "why" }\n  ]\n}';
const second = '{\n  "title": "Care",\n  "elements": [\n    { "type": "text", "name": "who", "title": "Your name" },\n    { "type": "rating", "name": "stars" }\n  ]\n}';

const put = (key: string, name: string, value: string) => words(key).replace(`{${name}}`, value);

test('two versions are compared by their questions and by their lines, and the older becomes the draft', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/new`);
  const source = page.getByLabel(words('source.label'));
  await source.fill(first);
  await page.getByLabel(words('new.slug')).fill('care');
  await page.getByRole('button', { name: words('new.save'), exact: true }).click();
  await expect(source).toHaveValue(first);
  await page.getByRole('button', { name: put('form.publish', 'number', '1') }).click();
  await expect(page.getByText(put('form.published', 'number', '1')).first()).toBeVisible();
  await source.fill(second);
  // Publishing takes what stands there, saved or not.
  await page.getByRole('button', { name: put('form.publish', 'number', '2') }).click();
  await expect(page.getByRole('button', { name: put('form.publish', 'number', '3') })).toBeVisible();

  await page.getByRole('link', { name: words('edit.versions') }).click();
  const rows = page.locator('.version-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('ingrid');
  await expect(page.getByText(words('versions.same'))).toBeVisible();
  await page.getByRole('button', { name: put('versions.compare_of', 'number', '1') }).click();
  const changes = page.locator('.change');
  await expect(changes).toHaveCount(3);
  for (const [at, key, name] of [[0, 'changed', 'who'], [1, 'added', 'stars'], [2, 'removed', 'why']] as const) {
    await expect(changes.nth(at)).toContainText(words(`versions.${key}`));
    await expect(changes.nth(at)).toContainText(name);
  }
  // Lines say by a sign and a word what became of them, not by color alone.
  const removed = page.locator('.hunk-removed');
  await expect(removed).toHaveCount(2);
  await expect(removed.first()).toContainText('−');
  await expect(removed.first()).toContainText(words('versions.removed'));
  await expect(page.locator('.hunk-added').first()).toContainText('"Your name"');
  await axe(page);
  await picture(page, 'portal-versions');
  await page.getByText(put('versions.text', 'version', put('versions.version', 'number', '1'))).click();
  await expect(page.locator('.version-text')).toHaveText(first);

  await page.getByRole('button', { name: words('versions.restore'), exact: true }).click();
  await expect(page.getByRole('alertdialog')).toContainText(words('versions.restore_ask'));
  await axe(page);
  await page.getByRole('button', { name: words('versions.restore_act'), exact: true }).click();
  await expect(page).toHaveURL(/\/portal\/forms\/care\/edit$/);
  await expect(source).toHaveValue(first);
  // What people are asked stays version 2 until somebody publishes.
  await expect(page.getByRole('button', { name: put('form.publish', 'number', '3') })).toBeVisible();
});
