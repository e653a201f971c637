// What the page says is so: about what the device keeps, about errors that are mended, about a day's order, about pages that do not exist.
import type { Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { forbidStorage } from '../support/screen';
import { expect, test } from '../support/test';

const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const languageOf = (page: Page) => page.getByRole('button', { name: new RegExp(message('en', 'respond.menu.language').replace('{name}', '')) });

for (const layout of ['desktop', 'mobile', 'tv'] as const) {
  test(`where the device keeps nothing, nobody is told that it does: ${layout}`, async ({ page, ownProgram, line, picture }) => {
    await forbidStorage(page);
    const { writeFileSync, mkdtempSync } = await import('node:fs');
    const file = `${mkdtempSync('/tmp/tessera-form-')}/form.json`;
    writeFileSync(file, JSON.stringify({ title: 'One', pages: [{ elements: [{ type: 'boolean', name: 'yes' }] }] }));
    await ownProgram.publish(file, 'one');
    await page.goto(`${line.url}/s/one?layout=${layout}`);
    await expect(tile(page, 'yes')).toBeVisible();
    line.decide = (method) => (method === 'POST' ? 'cut' : 'none');
    await tile(page, 'yes').getByRole('radio').first().click();
    await nextOf(page).click();
    const title = page.getByRole('heading', { level: 1 });
    await expect(title).toHaveText(message('en', 'respond.done.title_memory'));
    await expect(page.getByText(message('en', 'respond.done.memory_now')).last()).toBeVisible();
    await expect(page.getByText(message('en', 'respond.done.you_memory'))).toBeVisible();
    await expect(page.getByText(/on this device\b/)).toHaveCount(0);
    await picture(page, `done-memory-${layout}`);
    line.decide = () => 'none';
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(title).toHaveText(message('en', 'respond.done.title'));
  });
}

test('offline where the device keeps nothing, the page says so while there are questions', async ({ context, page, program, publishQuestions }) => {
  await forbidStorage(page);
  const { slug } = await publishQuestions([{ type: 'text', name: 'a' }]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'a').locator('input').fill('x');
  await context.setOffline(true);
  await expect(page.getByText(message('en', 'respond.done.memory_now'))).toBeVisible();
  await expect(page.getByText(message('en', 'respond.saved.offline_text'))).toHaveCount(0);
  await context.setOffline(false);
});

test('a choice of languages is there only where there is one', async ({ page, program, publishQuestions }) => {
  for (const [title, count] of [[{ default: 'One' }, 0], [{ default: 'Two', he: 'שתיים' }, 1]] as const) {
    const { slug } = await publishQuestions([{ type: 'text', name: 'a' }], { title, locale: 'en' });
    await page.goto(`${program.url}/s/${slug}?layout=desktop`);
    await expect(tile(page, 'a')).toBeVisible();
    await expect(languageOf(page)).toHaveCount(count);
  }
});

test('an error that was said is not there to be read for ever', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'radiogroup', name: 'one', choices: ['a', 'b'], isRequired: true }, { type: 'text', name: 'last' }]);
  await page.goto(`${program.url}/s/${slug}?layout=mobile`);
  await nextOf(page).click();
  const said = page.locator('body > [role=status][aria-live=polite]');
  await expect(said).toHaveText(message('en', 'respond.errors.required_choice'));
  await expect(said).toHaveText('', { timeout: 10_000 });
  // The same error again is said again.
  await nextOf(page).click();
  await expect(said).toHaveText(message('en', 'respond.errors.required_choice'));
});

test('the example of a day changes with the language, and so does an error that names it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'day', inputType: 'date' }], { title: { default: 'Day', he: 'יום' }, locale: 'en' });
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  const field = tile(page, 'day').locator('input');
  await field.fill('tomorrow');
  await field.blur();
  await expect(tile(page, 'day').locator('.error')).toContainText('31/12/2026');
  await languageOf(page).click();
  await page.locator('#menu-language-list [lang=he]').click();
  await expect(tile(page, 'day').locator('.error')).toContainText('31.12.2026');
  await expect(tile(page, 'day').locator('.error')).not.toContainText('31/12/2026');
});

test('the line breaks of a word processor are no reason to refuse an answer', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([
    { type: 'text', name: 'line' },
    { type: 'comment', name: 'words' },
    { type: 'radiogroup', name: 'one', choices: ['a'], showOtherItem: true },
  ]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'line').locator('input').fill('one\vtwo');
  await tile(page, 'words').locator('textarea').fill('one\vtwo\u0007\nthree');
  await tile(page, 'one').getByRole('radio').nth(1).click();
  await tile(page, 'one').locator('[id$="-other"]').fill('a\vb');
  await nextOf(page).click();
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).map((one) => one.answers)).toEqual([{ line: 'one two', words: 'one\ntwo\n\nthree', one: 'other', 'one-Comment': 'a b' }]);
});

for (const layout of ['desktop', 'mobile', 'tv'] as const) {
  test(`a page that does not exist says whose it is, and is read from its title: ${layout}`, async ({ page, program, axe, picture }) => {
    await page.goto(`${program.url}/s/nobody-made-this?layout=${layout}`);
    const title = page.getByRole('heading', { level: 1, name: message('en', 'respond.unknown.title') });
    await expect(title).toBeFocused();
    await expect(page.locator('.brand')).toHaveText('Tessera');
    await axe(page);
    await picture(page, `unknown-${layout}`);
  });
}
