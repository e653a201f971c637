// Panels that repeat, under a keyboard and a pointer at a desk.
import type { Page } from '@playwright/test';
import { button, tile } from '../support/answer';
import { bytes } from '../support/answers';
import { message } from '../support/form';
import { homes, homesAnswers } from '../support/homes';
import { Keyboard, expectFocusInside } from '../support/people';
import { expect, test } from '../support/test';

const towns = (page: Page) => tile(page, 'town').locator('input');
const add = (page: Page) => page.getByRole('button', { name: 'Another home' });
const sendOf = (page: Page) => button(page, 'en', 'send').first();

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('tessera.layout', 'desktop'));
});

test('a panel is added behind the others and gets the focus, its title says what was answered in it', async ({ page, program, publishQuestions, picture, axe }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(page.getByRole('heading', { name: 'Where do you have us?' })).toBeVisible();
  await towns(page).fill('Rognan');
  await towns(page).blur();
  await expect(page.getByRole('group', { name: 'Home 1: Rognan' })).toBeVisible();
  await tile(page, 'garden').getByRole('radio').first().click();
  await new Keyboard(page).choose(add(page));
  await expect(towns(page)).toHaveCount(2);
  await expect(towns(page).nth(1)).toBeFocused();
  await page.keyboard.type('Oslo');
  await axe(page);
  await picture(page, 'panels-desktop');
  await sendOf(page).click();
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(homesAnswers)]);
});

test('no more panels than may be, no fewer than must be', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(page.getByRole('button', { name: /^Remove: / })).toHaveCount(0);
  await add(page).click();
  await add(page).click();
  await expect(towns(page)).toHaveCount(3);
  await expect(add(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Remove: / })).toHaveCount(3);
});

test('a panel is taken away after a question, and the focus stays in the survey', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  await towns(page).fill('Rognan');
  await add(page).click();
  await towns(page).nth(1).fill('Oslo');
  await page.getByRole('button', { name: 'Remove: Home 1: Rognan' }).click();
  const asked = page.getByRole('group', { name: message('en', 'all.panel_confirm').replace('{panel}', 'Home 1: Rognan') });
  const keep = asked.getByRole('button', { name: message('en', 'all.panel_keep') });
  await expect(keep).toBeFocused();
  await picture(page, 'panels-desktop-confirm');
  await keep.click();
  await expect(page.getByRole('button', { name: 'Remove: Home 1: Rognan' })).toBeFocused();
  await page.keyboard.press('Enter');
  await asked.getByRole('button', { name: message('en', 'all.panel_remove') }).click();
  await expect(towns(page)).toHaveCount(1);
  await expect(towns(page)).toHaveValue('Oslo');
  await expect(add(page)).toBeFocused();
  await expectFocusInside(page);
  await sendOf(page).click();
  await expect.poll(async () => (await program.responses(slug)).map((one) => one.answers)).toEqual([{ homes: [{ town: 'Oslo' }] }]);
});

test('what is wrong in a panel is told there, and gets the focus', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  await towns(page).fill('Rognan');
  await add(page).click();
  await sendOf(page).click();
  await expect(towns(page).nth(1)).toHaveAccessibleDescription(new RegExp(message('en', 'respond.errors.required_text')));
  await expect(towns(page).nth(0)).not.toHaveAttribute('aria-invalid', 'true');
  await expect(towns(page).nth(1)).toBeFocused();
  await picture(page, 'panels-desktop-error');
});

test('panels that cannot be changed have no buttons', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ ...homes, readOnly: true, defaultValue: [{ town: 'Rognan' }, { town: 'Oslo' }] }]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(towns(page)).toHaveCount(2);
  await expect(add(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Remove: / })).toHaveCount(0);
});
