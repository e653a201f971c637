// Writing a survey: remarks at their lines with a change at one press, a draft that saves itself, two people at one draft, no connection.
import type { Page } from '@playwright/test';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

/** A mistake in the sixth line, in an order and a layout of its own. */
const text = `{ "title": "Installation visit",
  "elements": [
    { "type": "rating", "name": "visit_type", "rateMax": 3 },
    { "name": "better",  "type": "comment",
      "title": "What would have made it better?",
      "visibleIf": "{visit_typ} = 1" }
  ]
}`;

const put = (key: string, values: Record<string, string>) =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), words(key));

let made = 0;

/** A draft of one's own, open in the editor. */
async function open(page: Page, url: string, source = text): Promise<string> {
  made += 1;
  const slug = `written-${made}`;
  await page.goto(`${url}/portal/new`);
  await page.getByLabel(words('source.label')).fill(source);
  await page.getByLabel(words('new.slug')).fill(slug);
  await page.getByRole('button', { name: words('new.save'), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/portal/forms/${slug}/edit$`));
  return slug;
}

const saved = (page: Page) => page.getByText(put('edit.saved', { number: '1' }).split('{')[0]);

test('a slip is told at its line, put right at one press, and taken back by undo', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  const slug = await open(page, full.url);
  const source = page.getByLabel(words('source.label'));
  await expect(source).toHaveValue(text);
  await expect(page.getByRole('button', { name: new RegExp(put('source.line', { line: '6' })) })).toBeVisible();
  await axe(page);
  await picture(page, 'portal-editor');
  // F8 leads to the remark, and Tab from there to what puts it right.
  await source.focus();
  await page.keyboard.press('F8');
  const fix = page.getByRole('button', { name: put('source.use', { text: 'visit_type' }) });
  await expect(fix).toHaveCount(2);
  await picture(page, 'portal-editor-remark');
  await page.keyboard.press('Tab');
  await expect(fix.first()).toBeFocused();
  await page.keyboard.press('Enter');
  const right = text.replace('{visit_typ}', '{visit_type}');
  await expect(source).toHaveValue(right);
  await expect(page.getByText(words('source.fine'))).toBeVisible();
  await expect(source).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(source).toHaveValue(text);
  await page.keyboard.press('Control+Shift+z');
  await expect(source).toHaveValue(right);
  await expect(saved(page)).toBeVisible();
  // What was saved is what was written, blank for blank.
  await page.reload();
  await expect(source).toHaveValue(right);
  await page.getByRole('button', { name: put('form.publish', { number: '1' }) }).click();
  await expect(page.getByText(put('form.published', { number: '1' })).first()).toBeVisible();
  await page.goto(`${full.url}/s/${slug}?layout=desktop`);
  await expect(page.locator('[data-question]').first()).toBeVisible();
});

test('what is typed without a connection stays on the device and is saved once there is one', async ({ page, full, signIn }) => {
  await signIn(page);
  await open(page, full.url, text.replace('visit_typ}', 'visit_type}'));
  const source = page.getByLabel(words('source.label'));
  await expect(page.getByText(words('source.fine'))).toBeVisible();
  await page.route('**/api/v1/forms/**', (route) => route.abort());
  await source.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\n');
  await expect(page.getByText(words('edit.offline'))).toBeVisible();
  await expect(page.getByText(words('source.unchecked'))).toBeVisible();
  await page.unroute('**/api/v1/forms/**');
  // Even another tab of this browser finds it.
  const typed = await source.inputValue();
  await page.reload();
  await expect(source).toHaveValue(typed);
  await expect(saved(page)).toBeVisible();
  expect(typed.endsWith('}\n\n')).toBe(true);
});

test('two people at one draft: the second is told, and chooses', async ({ page, full, signIn, context, axe, picture }) => {
  await signIn(page);
  const slug = await open(page, full.url);
  await expect(saved(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(`${full.url}/portal/forms/${slug}/edit`);
  const [mine, theirs] = [page, other].map((one) => one.getByLabel(words('source.label')));
  await expect(theirs).toHaveValue(text);
  const answered = page.waitForResponse((one) => one.request().method() === 'PUT' && one.ok());
  await mine.fill(text.replace('Installation visit', 'Mine'));
  await answered;
  await expect(saved(page)).toBeVisible();
  await theirs.fill(text.replace('Installation visit', 'Theirs'));
  await expect(other.getByText(words('edit.stale'), { exact: true })).toBeVisible();
  await axe(other);
  await picture(other, 'portal-editor-conflict');
  await expect(theirs).toHaveValue(/Theirs/);
  await other.getByRole('button', { name: words('edit.stale_mine') }).click();
  await expect(saved(other)).toBeVisible();
  // Who has the older text open does not publish the newer one unseen.
  await page.getByRole('button', { name: put('form.publish', { number: '1' }) }).click();
  await expect(page.getByText(words('edit.stale'), { exact: true })).toBeVisible();
  expect((await (await page.request.get(`${full.url}/api/v1/forms/${slug}`)).json()).version).toBe(0);
  await page.getByRole('button', { name: words('edit.stale_theirs') }).click();
  await expect(mine).toHaveValue(/Theirs/);
  await page.getByRole('button', { name: put('form.publish', { number: '1' }) }).click();
  await expect(page.getByText(put('form.published', { number: '1' }), { exact: true })).toBeVisible();
  // The same once more would be a version in which nothing is another.
  await page.getByRole('button', { name: put('form.publish', { number: '2' }) }).click();
  await expect(page.getByText(put('edit.unchanged', { number: '1' }))).toBeVisible();
  await page.reload();
  await expect(mine).toHaveValue(/Theirs/);
  await other.close();
});

test('text that is no JSON yet is kept, and where it breaks off is put right at one press', async ({ page, full, signIn }) => {
  await signIn(page);
  const half = '{ "title": "Half", "elements": [ { "type": "text", "name": "a" }';
  await open(page, full.url, half);
  const source = page.getByLabel(words('source.label'));
  await expect(source).toHaveValue(half);
  await page.getByRole('button', { name: put('source.insert', { text: ']}' }) }).click();
  await expect(source).toHaveValue(`${half}]}`);
  await expect(page.getByText(words('source.fine'))).toBeVisible();
});

test('what a language lacks is marked, and a translation goes into the text at its place', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  const form = '{\n  "title": "Care",\n  "elements": [ { "type": "radiogroup", "name": "how",\n    "title": { "default": "How?",\n               "pl": "Jak?" },   "choices": [ "well" ] } ]\n}\n';
  await open(page, full.url, form);
  const source = page.getByLabel(words('source.label'));
  const whole = (count: string) => page.getByRole('button', { name: words('edit.languages').replace('{whole}', count).replace('{all}', '5') });
  await whole('1').click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByText(words('edit.missing.other').replace('{count}', '2'))).toBeVisible();
  await axe(page);
  await picture(page, 'portal-editor-languages');
  // One after the other, as one translates: into one of several, beside a lone one, beside a choice that is but its value.
  await table.getByLabel('how title, français').fill('Comment ?');
  await table.getByLabel(/^title, polski$/i).fill('Opieka „A”');
  await page.keyboard.press('Tab');
  await table.getByLabel('how text, polski').fill('dobrze');
  await page.keyboard.press('Tab');
  const expected = form
    .replace('"pl": "Jak?"', '"pl": "Jak?",\n               "fr": "Comment ?"')
    .replace('"Care"', '{ "default": "Care", "pl": "Opieka „A”" }')
    .replace('"well"', '{ "value": "well", "text": { "default": "well", "pl": "dobrze" } }');
  await expect(source).toHaveValue(expected);
  await expect(whole('2')).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await expect(page.getByText(words('source.fine'))).toBeVisible();
});
