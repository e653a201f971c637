// A matrix under a thumb: the line of the behavior specification, and what follows from it.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { drag } from '../support/screen';
import { expect, test } from '../support/test';

const rows = ['Speed', 'Price', 'Help', 'Words', 'Time', 'Care'];
const matrix = { type: 'matrix', name: 'service', title: 'How was it?', rows, columns: ['Poor', 'Fair', 'Very good indeed'] };
const last = { type: 'comment', name: 'last' };
const rowOf = (page: Page, at: number) => tile(page, 'service').getByRole('radiogroup').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

test('each row is a card with its place among the rows, its answers wide enough for a thumb', async ({ page, program, publishQuestions, picture, axe }) => {
  const figures = { type: 'matrix', name: 'figures', rows: ['Sound'], columns: [1, 2, 3, 4, 5] };
  const { slug } = await publishQuestions([matrix, figures]);
  await page.goto(`${program.url}/s/${slug}`);
  for (const [at, row] of rows.entries()) {
    await expect(tile(page, 'service').getByRole('rowheader').nth(at)).toContainText(`${at + 1}/6`);
    await expect(page.getByRole('radiogroup', { name: row, exact: true })).toBeVisible();
  }
  for (const option of await tile(page, 'service').getByRole('radio').all()) expect((await option.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
  await rowOf(page, 1).getByRole('radio').nth(2).tap();
  await axe(page);
  await picture(page, 'matrix-mobile');
  await nextOf(page).tap();
  await expect(tile(page, 'figures')).toBeVisible();
  const cells = await tile(page, 'figures').getByRole('radio').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ y, width, height }) => ({ y, width, height })));
  expect(new Set(cells.map((one) => one.y)).size).toBe(1);
  for (const one of cells) expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(44);
  await picture(page, 'matrix-mobile-figures');
});

test('an answer in a row goes nowhere by itself, and a swipe over the rows neither', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([matrix, last], { goNextPageAutomatic: true });
  await page.goto(`${program.url}/s/${slug}`);
  await rowOf(page, 0).getByRole('radio').nth(1).tap();
  await page.waitForTimeout(600);
  expect(await shown(page)).toEqual(['service']);
  const box = await rowOf(page, 0).boundingBox();
  const y = (box?.y ?? 0) + 20;
  await drag(page, { x: 300, y }, { x: 60, y });
  expect(await shown(page)).toEqual(['service']);
  await expect(rowOf(page, 0).getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

test('a row that must be answered says so at the row', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([{ ...matrix, eachRowRequired: true }, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await rowOf(page, 0).getByRole('radio').nth(1).tap();
  await nextOf(page).tap();
  await expect(tile(page, 'service')).toContainText(message('en', 'all.rows_required'));
  await expect(rowOf(page, 1)).toHaveAccessibleDescription(message('en', 'respond.errors.required_choice'));
  await expect(rowOf(page, 1).getByRole('radio').first()).toBeFocused();
  await picture(page, 'matrix-mobile-error');
});
