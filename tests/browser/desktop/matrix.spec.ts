// A matrix under a keyboard and a pointer at a desk: the lines of the behavior specification, one test each.
import type { Locator, Page } from '@playwright/test';
import { button, tile } from '../support/answer';
import { message } from '../support/form';
import { Keyboard } from '../support/people';
import { expect, test } from '../support/test';

const rows = ['Speed', 'Price', 'Help'];
const columns = ['Poor', 'Fair', 'Good'];
const matrix = { type: 'matrix', name: 'service', title: 'How was it?', rows, columns };
const rowOf = (page: Page, at: number) => tile(page, 'service').getByRole('radiogroup').nth(at);
const cell = (page: Page, row: number, at: number) => rowOf(page, row).getByRole('radio').nth(at);
const checked = (option: Locator, is = true) => expect(option).toHaveAttribute('aria-checked', String(is));
const sendOf = (page: Page) => button(page, 'en', 'send').first();

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('tessera.layout', 'desktop'));
});

test('a table whose rows are groups of radio buttons named by their row headers', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([matrix]);
  await page.goto(`${program.url}/s/${slug}`);
  const table = page.getByRole('table', { name: 'How was it?' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('columnheader')).toHaveText(columns);
  await expect(table.getByRole('rowheader')).toContainText(rows);
  for (const [at, row] of rows.entries()) {
    const group = table.getByRole('radiogroup', { name: row, exact: true });
    await expect(group).toHaveCount(1);
    expect(await group.getByRole('radio').evaluateAll((all) => all.map((one) => one.textContent?.trim()))).toEqual(columns);
    // Each radio stands under the column it is named by.
    for (const [column, name] of columns.entries()) {
      const head = await table.getByRole('columnheader', { name, exact: true }).boundingBox();
      const box = await cell(page, at, column).boundingBox();
      const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2;
      expect(middle).toBeGreaterThan(head?.x ?? Infinity);
      expect(middle).toBeLessThan((head?.x ?? 0) + (head?.width ?? 0));
    }
  }
  await checked(cell(page, 0, 0), false);
  await expect(table.locator('[aria-checked=true]')).toHaveCount(0);
  await cell(page, 1, 2).click();
  await picture(page, 'matrix-desktop');
  await sendOf(page).click();
  await expect.poll(async () => (await program.responses(slug)).map((one) => one.answers)).toEqual([{ service: { Price: 'Good' } }]);
});

test('arrows move and check within the row, Tab goes to the next row', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([matrix]);
  await page.goto(`${program.url}/s/${slug}`);
  await new Keyboard(page).reach(cell(page, 0, 0));
  await page.keyboard.press('ArrowRight');
  await checked(cell(page, 0, 1));
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('ArrowDown');
  await checked(cell(page, 0, 0));
  await expect(cell(page, 0, 0)).toBeFocused();
  await expect(rowOf(page, 1).locator('[aria-checked=true]')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(cell(page, 1, 0)).toBeFocused();
  await page.keyboard.press('End');
  await checked(cell(page, 1, 2));
  await page.keyboard.press('Tab');
  await expect(cell(page, 2, 0)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(cell(page, 1, 2)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(rowOf(page, 1).locator('[aria-checked=true]')).toHaveCount(0);
  await checked(cell(page, 0, 0));
});

test('arrows follow the direction of writing', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([matrix], { title: { default: 'A table', he: 'טבלה' } });
  await page.goto(`${program.url}/s/${slug}?lang=he`);
  await cell(page, 0, 0).click();
  await page.keyboard.press('ArrowLeft');
  await checked(cell(page, 0, 1));
  const [first, second] = [await cell(page, 0, 0).boundingBox(), await cell(page, 0, 1).boundingBox()];
  expect(second?.x ?? 0).toBeLessThan(first?.x ?? 0);
  await picture(page, 'matrix-desktop-he');
});

test('the head stays in view and never hides what has the focus', async ({ page, program, publishQuestions, picture }) => {
  const many = Array.from({ length: 40 }, (_, at) => `Row ${at + 1}`);
  const { slug } = await publishQuestions([{ ...matrix, rows: many }]);
  await page.goto(`${program.url}/s/${slug}`);
  await cell(page, 39, 0).focus();
  const head = tile(page, 'service').getByRole('columnheader').first();
  for (const key of ['Shift+Tab', 'Tab']) {
    for (let row = 0; row < 39; row += 1) {
      await page.keyboard.press(key);
      const focused = await page.locator(':focus').boundingBox();
      const top = await head.boundingBox();
      expect(focused?.y ?? 0).toBeGreaterThanOrEqual((top?.y ?? 0) + (top?.height ?? 0));
      expect((focused?.y ?? 0) + (focused?.height ?? 0)).toBeLessThanOrEqual(800);
    }
  }
  await cell(page, 20, 0).focus();
  await expect(head).toBeInViewport();
  await picture(page, 'matrix-desktop-scrolled');
});

test('in less than 640 px each row is a card with its place among the rows', async ({ page, program, publishQuestions, picture, axe }) => {
  const { slug } = await publishQuestions([matrix]);
  await page.setViewportSize({ width: 560, height: 900 });
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'service').getByText('2/3')).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'How was it?' }).getByRole('row')).toHaveCount(3);
  const [first, second] = [await rowOf(page, 0).boundingBox(), await rowOf(page, 1).boundingBox()];
  expect(second?.y ?? 0).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
  await expect(cell(page, 0, 2).getByText('Good')).toBeVisible();
  await cell(page, 0, 2).click();
  await axe(page);
  await picture(page, 'matrix-desktop-cards');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.getByRole('columnheader')).toHaveCount(3);
  await checked(cell(page, 0, 2));
});

test('a row that must be answered says so at the row, which gets the focus', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([{ ...matrix, eachRowRequired: true, eachRowUnique: true }]);
  await page.goto(`${program.url}/s/${slug}`);
  await cell(page, 0, 0).click();
  await sendOf(page).click();
  await expect(tile(page, 'service')).toContainText(message('en', 'all.rows_required'));
  await expect(rowOf(page, 0)).not.toHaveAttribute('aria-invalid', 'true');
  for (const row of [1, 2]) {
    await expect(rowOf(page, row)).toHaveAttribute('aria-invalid', 'true');
    await expect(rowOf(page, row)).toHaveAccessibleDescription(message('en', 'respond.errors.required_choice'));
  }
  await expect(cell(page, 1, 0)).toBeFocused();
  await picture(page, 'matrix-desktop-error');
  await cell(page, 1, 0).click();
  await expect(rowOf(page, 1)).not.toHaveAccessibleDescription(message('en', 'respond.errors.required_choice'));
  await cell(page, 2, 1).click();
  await sendOf(page).click();
  await expect(tile(page, 'service')).toContainText(message('en', 'all.rows_unique'));
  await expect(rowOf(page, 0)).toHaveAttribute('aria-invalid', 'true');
  await expect(rowOf(page, 2)).not.toHaveAttribute('aria-invalid', 'true');
  await cell(page, 1, 2).click();
  await sendOf(page).click();
  await expect.poll(async () => (await program.responses(slug)).map((one) => one.answers)).toEqual([{ service: { Speed: 'Poor', Price: 'Good', Help: 'Fair' } }]);
});

test('rows and columns come and go by their conditions, and a locked row takes no answer', async ({ page, program, publishQuestions }) => {
  const conditional = {
    ...matrix,
    rows: ['Speed', { value: 'Price', visibleIf: '{paid} = true' }, { value: 'Help', enableIf: '{paid} = true' }],
    columnsVisibleIf: "{item} <> 'Good' or {paid} = true",
    cells: { Speed: { Poor: 'Slow' } },
  };
  const { slug } = await publishQuestions([{ type: 'boolean', name: 'paid' }, conditional]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'service').getByRole('rowheader')).toContainText(['Speed', 'Help']);
  await expect(tile(page, 'service').getByRole('columnheader')).toHaveText(['Poor', 'Fair']);
  await expect(cell(page, 0, 0)).toHaveText('Slow');
  await cell(page, 1, 0).click({ force: true });
  await checked(cell(page, 1, 0), false);
  await expect(cell(page, 1, 0)).toHaveAttribute('aria-disabled', 'true');
  await tile(page, 'paid').getByRole('radio').first().click();
  await expect(tile(page, 'service').getByRole('rowheader')).toContainText(rows);
  await cell(page, 2, 2).click();
  await checked(cell(page, 2, 2));
});

test('a table that cannot be changed shows its answers and takes none', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ ...matrix, readOnly: true, defaultValue: { Price: 'Fair' } }]);
  await page.goto(`${program.url}/s/${slug}`);
  await checked(cell(page, 1, 1));
  await cell(page, 1, 2).click({ force: true });
  await checked(cell(page, 1, 1));
  await expect(cell(page, 0, 0)).toHaveAttribute('aria-disabled', 'true');
});
