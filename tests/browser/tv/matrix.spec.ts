// A matrix under a remote control: the line of the behavior specification, and what follows from it.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { Remote, expectFocusInside } from '../support/people';
import { expect, test } from '../support/test';

const rows = ['Speed', 'Price', 'Help'];
const matrix = { type: 'matrix', name: 'service', title: 'How was it?', rows, columns: ['Poor', 'Fair', 'Good', 'Very good', 'Excellent'] };
const last = { type: 'boolean', name: 'last' };
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const option = (page: Page, at: number) => tile(page, 'service').getByRole('radio').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

test('one row a screen, its words the title', async ({ page, program, publishQuestions, picture, axe }) => {
  const { slug } = await publishQuestions([matrix, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  for (const [at, row] of rows.entries()) {
    await expect(heading(page)).toHaveText(row);
    await expect(page.getByRole('radiogroup', { name: `How was it? ${row}` }).getByRole('radio')).toHaveCount(5);
    await expect(tile(page, 'service').getByText(`${at + 1} of 3`)).toBeVisible();
    await expectFocusInside(page);
    await axe(page);
    await picture(page, `matrix-tv-${at}`);
    await remote.choose(option(page, at));
    await expect(option(page, at)).toHaveAttribute('aria-checked', 'true');
    await expect(nextOf(page)).toBeFocused();
    await remote.press('Enter');
  }
  expect(await shown(page)).toEqual(['last']);
  await remote.choose(tile(page, 'last').getByRole('radio').first());
  await remote.choose(nextOf(page));
  await expect.poll(async () => (await program.responses(slug)).map((one) => one.answers)).toEqual([{ last: true, service: { Speed: 'Poor', Price: 'Fair', Help: 'Good' } }]);
});

test('a scale of more than five columns is a list, never a wider grid', async ({ page, program, publishQuestions, picture, axe }) => {
  const { slug } = await publishQuestions([{ ...matrix, columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await expect(option(page, 0)).toBeVisible();
  const lefts = await tile(page, 'service').getByRole('radio').evaluateAll((all) => all.map((one) => (one as HTMLElement).offsetLeft));
  expect(new Set(lefts).size).toBe(1);
  await axe(page);
  const remote = new Remote(page);
  await remote.choose(option(page, 6));
  await expect(option(page, 6)).toHaveAttribute('aria-checked', 'true');
  await expect(option(page, 6)).toBeInViewport({ ratio: 1 });
  await picture(page, 'matrix-tv-list');
  await remote.press('Enter');
  await expect(nextOf(page)).toBeFocused();
});

test('an arrow never answers, and a digit does', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ ...matrix, columns: [1, 2, 3, 4, 5] }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await expect(option(page, 0)).toBeVisible();
  for (let round = 0; round < 5; round += 1) for (const arrow of ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'] as const) await page.keyboard.press(arrow);
  await expect(tile(page, 'service').locator('[aria-checked=true]')).toHaveCount(0);
  await page.keyboard.press('4');
  await expect(option(page, 3)).toHaveAttribute('aria-checked', 'true');
});

test('Back goes to the row before, and from the question behind to the last row', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([last, matrix, { type: 'boolean', name: 'end' }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.choose(nextOf(page));
  for (const row of rows) {
    await expect(heading(page)).toHaveText(row);
    await remote.choose(option(page, 1));
    await remote.press('Enter');
  }
  await expect(tile(page, 'end')).toBeVisible();
  // Back twice within 300 ms is one Back told twice.
  const back = async () => {
    await page.waitForTimeout(350);
    await remote.press('Escape');
  };
  for (const row of [...rows].reverse()) {
    await back();
    await expect(heading(page)).toHaveText(row);
    await expect(option(page, 1)).toHaveAttribute('aria-checked', 'true');
    await expectFocusInside(page);
  }
  await back();
  await expect(tile(page, 'last')).toBeVisible();
});

test('rows that must be answered are asked for at the end, the first of them first', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([{ ...matrix, eachRowRequired: true }, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.choose(option(page, 1));
  await remote.press('Enter');
  for (const row of ['Price', 'Help']) {
    await expect(heading(page)).toHaveText(row);
    await remote.choose(nextOf(page));
  }
  await expect(heading(page)).toHaveText('Price');
  await expect(tile(page, 'service')).toContainText(message('en', 'all.rows_required'));
  await expectFocusInside(page);
  await picture(page, 'matrix-tv-error');
});
