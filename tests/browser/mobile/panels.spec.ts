// Panels that repeat, under a thumb: their questions one a screen, then one screen for adding and taking away.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { bytes } from '../support/answers';
import { message } from '../support/form';
import { homes, homesAnswers } from '../support/homes';
import { expect, test } from '../support/test';

const town = (page: Page) => tile(page, 'town').locator('input');
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

test('panels are walked through question by question, added to and taken from at their end', async ({ page, program, publishQuestions, picture, axe }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  await town(page).fill('Rognan');
  await nextOf(page).tap();
  // By a key: after a tap the phone would go on by itself.
  await tile(page, 'garden').getByRole('radio').first().press('Space');
  await expect(page.getByText('Home 1: Rognan')).toBeVisible();
  await nextOf(page).tap();
  await expect(tile(page, 'homes')).toBeVisible();
  await axe(page);
  await picture(page, 'panels-mobile');
  for (const name of ['Oslo', 'Bergen']) {
    await page.getByRole('button', { name: 'Another home' }).tap();
    await expect(town(page)).toHaveValue('');
    await town(page).fill(name);
    await nextOf(page).tap();
    await expect(tile(page, 'garden')).toBeVisible();
    await nextOf(page).tap();
    await expect(tile(page, 'homes')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Remove: Home 3: Bergen' }).tap();
  await page.getByRole('group', { name: /Bergen/ }).getByRole('button', { name: message('en', 'all.panel_remove') }).tap();
  await expect(page.getByRole('button', { name: 'Another home' })).toBeFocused();
  expect(await shown(page)).toEqual(['homes']);
  await picture(page, 'panels-mobile-two');
  await nextOf(page).tap();
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(homesAnswers)]);
});

test('the step where panels are added and taken away has no number of its own', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([homes, { type: 'text', name: 'last' }]);
  await page.goto(`${program.url}/s/${slug}`);
  const at = (place: string) => expect(page.getByText(place, { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await at('1 of 3');
  await town(page).fill('Rognan');
  await nextOf(page).tap();
  await at('2 of 3');
  await nextOf(page).tap();
  await expect(tile(page, 'homes')).toBeVisible();
  await at('2 of 3');
  await nextOf(page).tap();
  await expect(tile(page, 'last')).toBeVisible();
  await at('3 of 3');
});

test('after a reload one is where one was, though a panel before it was taken away', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}`);
  for (const name of ['Rognan', 'Oslo']) {
    if (name === 'Oslo') await page.getByRole('button', { name: 'Another home' }).tap();
    await expect(town(page)).toHaveValue('');
    await town(page).fill(name);
    await nextOf(page).tap();
    await expect(tile(page, 'garden')).toBeVisible();
    await nextOf(page).tap();
    await expect(tile(page, 'homes')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Remove: Home 1: Rognan' }).tap();
  await page.getByRole('group', { name: /Rognan/ }).getByRole('button', { name: message('en', 'all.panel_remove') }).tap();
  await page.getByRole('button', { name: message('en', 'respond.back'), exact: true }).tap();
  await expect(tile(page, 'garden')).toBeVisible();
  // Long enough to be kept.
  await page.waitForTimeout(600);
  await page.reload();
  await expect(tile(page, 'garden')).toBeVisible();
  await expect(page.getByText('Home 1: Oslo')).toBeVisible();
});
