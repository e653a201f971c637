// Tag boxes, rankings and pictures at a desk: the lines of the behavior specification, one test each.
import type { Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { asItIs, best, expectOrder, expectUnranked, figures, order, said, towns } from '../support/choices';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const handle = (page: Page, at: number, name = 'order') => tile(page, name).locator('.rank-handle').nth(at);
const send = (page: Page) => button(page, 'en', 'send').click();
const data = async (program: { responses: (slug: string) => Promise<{ answers: object }[]> }, slug: string) => (await program.responses(slug)).map((one) => one.answers);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('tessera.layout', 'desktop'));
});

test.describe('ranking', () => {
  test('nothing has a rank before somebody gives one; skipping leaves no answer', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(handle(page, 0)).toBeVisible();
    await expectUnranked(page);
    await handle(page, 0).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'Home']) await page.keyboard.press(key);
    await expectUnranked(page);
    await send(page);
    await expect(finished(page)).toBeVisible();
    await expect.poll(() => data(program, slug)).toEqual([{}]);
  });

  test('Space lifts, arrows move, Space puts down; each place is said', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    await handle(page, 2).focus();
    await page.keyboard.press('Space');
    await expect(handle(page, 2)).toHaveAttribute('aria-pressed', 'true');
    await expect(said(page)).toContainText('Cedar lifted, 3 of 4');
    await page.keyboard.press('ArrowUp');
    await expect(said(page)).toContainText('Cedar, 2 of 4');
    await page.keyboard.press('ArrowUp');
    await expect(handle(page, 0)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expectOrder(page, ['Cedar', 'Amber', 'Birch', 'Dogwood']);
    await page.keyboard.press('Space');
    await expect(said(page)).toContainText('Cedar put down, 1 of 4');
    await expect(handle(page, 0)).toBeFocused();
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{ order: ['Cedar', 'Amber', 'Birch', 'Dogwood'] }]);
  });

  test('Escape puts back and changes nothing', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    await handle(page, 1).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expectOrder(page, order.choices);
    await expectUnranked(page);
    await expect(handle(page, 1)).toBeFocused();
  });

  test('a mouse drags; one that only clicks moves nothing', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    await handle(page, 0).click();
    await expectUnranked(page);
    const [from, to] = [await handle(page, 0).boundingBox(), await handle(page, 3).boundingBox()];
    await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 20);
    await page.mouse.down();
    await page.mouse.move((from?.x ?? 0) + 60, (to?.y ?? 0) + 40, { steps: 12 });
    await expect(handle(page, 3)).toHaveAttribute('aria-pressed', 'true');
    await page.mouse.up();
    await expectOrder(page, ['Birch', 'Cedar', 'Dogwood', 'Amber']);
    expect(await figures(page)).toEqual(['1', '2', '3', '4']);
    await expect(handle(page, 3)).toBeFocused();
  });

  test('Escape in the middle of a drag puts back', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    const from = await handle(page, 0).boundingBox();
    await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 20);
    await page.mouse.down();
    await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 90, { steps: 6 });
    await page.keyboard.press('Escape');
    await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 160, { steps: 6 });
    await page.mouse.up();
    await expectUnranked(page);
    await expectOrder(page, order.choices);
  });

  test('buttons move one up and down and keep the focus on what they moved', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order]);
    await page.goto(`${program.url}/s/${slug}`);
    const down = (answer: string) => tile(page, 'order').getByRole('button', { name: message('en', 'respond.ranking.down').replace('{answer}', answer) });
    await down('Amber').click();
    await expect(said(page)).toContainText('Amber, 2 of 4');
    await expect(down('Amber')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expectOrder(page, ['Birch', 'Cedar', 'Dogwood', 'Amber']);
    await expect(down('Amber')).toBeFocused();
    await expect(down('Amber')).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    await expectOrder(page, ['Birch', 'Cedar', 'Dogwood', 'Amber']);
  });

  test('that the order is right as it stands is said by one press, and taken back by the next', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ ...order, isRequired: true }]);
    await page.goto(`${program.url}/s/${slug}`);
    await asItIs(page).click();
    expect(await figures(page)).toEqual(['1', '2', '3', '4']);
    await expect(page.locator(':focus')).toHaveText(message('en', 'respond.clear'));
    await page.keyboard.press('Enter');
    await expectUnranked(page);
    await send(page);
    await expect(tile(page, 'order')).toContainText(message('en', 'respond.errors.required'));
    await asItIs(page).click();
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{ order: order.choices }]);
  });

  test('two lists: what is picked is ranked, no more than the most, and goes back', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([best]);
    await page.goto(`${program.url}/s/${slug}`);
    await handle(page, 2, 'best').click();
    await expect(handle(page, 0, 'best')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectOrder(page, ['Cedar', 'Amber', 'Birch'], 'best');
    expect(await figures(page, 'best')).toEqual(['1', '2', '–']);
    await handle(page, 2, 'best').click();
    await expect(said(page)).toContainText('that is the most');
    expect(await figures(page, 'best')).toEqual(['1', '2', '–']);
    await tile(page, 'best').getByRole('button', { name: message('en', 'respond.tv.ok_take_back').replace('{answer}', 'Cedar') }).click();
    expect(await figures(page, 'best')).toEqual(['1', '–', '–']);
    await expectOrder(page, ['Amber', 'Birch', 'Cedar'], 'best');
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{ best: ['Amber'] }]);
  });

  test('one Tab stop for the list, and the buttons of its row', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order, { type: 'text', name: 'after' }]);
    await page.goto(`${program.url}/s/${slug}`);
    await handle(page, 0).focus();
    await page.keyboard.press('ArrowDown');
    for (const name of ['up', 'down']) {
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus')).toHaveAccessibleName(message('en', `respond.ranking.${name}`).replace('{answer}', 'Birch'));
    }
    await page.keyboard.press('Tab');
    await expect(asItIs(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(tile(page, 'after').getByRole('textbox')).toBeFocused();
  });
});

test.describe('tag box', () => {
  const tags = { type: 'tagbox', name: 'tags', choices: towns, showNoneItem: true, showOtherItem: true };
  const box = (page: Page) => tile(page, 'tags').getByRole('combobox');
  const chip = (page: Page, answer: string) => tile(page, 'tags').getByRole('button', { name: message('en', 'respond.tv.ok_take_back').replace('{answer}', answer) });
  const option = (page: Page, name: string) => tile(page, 'tags').getByRole('option', { name, exact: true });

  test('type, Enter, type again: what is chosen becomes chips, and the list stays', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([tags]);
    await page.goto(`${program.url}/s/${slug}`);
    await box(page).fill('berg');
    await expect(tile(page, 'tags').getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(chip(page, 'Bergen')).toBeVisible();
    await expect(box(page)).toHaveValue('');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
    await option(page, 'Oslo').click({ force: true });
    await expect(option(page, 'Oslo')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
    // Escape closes and takes nothing back: a slip would lose many answers at once.
    await page.keyboard.press('Escape');
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{ tags: ['Bergen', 'Oslo'] }]);
  });

  test('Backspace in the empty box takes the last one back; chips are reached by Tab', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([tags]);
    await page.goto(`${program.url}/s/${slug}`);
    for (const name of ['Alta', 'Hamar', 'Oslo']) {
      await box(page).fill(name);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Backspace');
    await expect(chip(page, 'Oslo')).toHaveCount(0);
    await expect(said(page)).toContainText('Oslo');
    await box(page).fill('x');
    await page.keyboard.press('Backspace');
    await expect(chip(page, 'Hamar')).toBeVisible();
    await page.keyboard.press('Shift+Tab');
    await expect(chip(page, 'Hamar')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(chip(page, 'Hamar')).toHaveCount(0);
    await expect(box(page)).toBeFocused();
  });

  test('the most are said, the rest locked; none excludes; other asks for words', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ ...tags, maxSelectedChoices: 2 }]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(tile(page, 'tags')).toContainText('Choose up to 2.');
    await box(page).click();
    for (const name of ['Alta', 'Bergen']) await option(page, name).click();
    await expect(tile(page, 'tags')).toContainText('that is the most');
    await expect(option(page, 'Oslo')).toHaveAttribute('aria-disabled', 'true');
    await option(page, 'Oslo').click({ force: true });
    await expect(said(page)).toContainText('that is the most');
    await expect(chip(page, 'Oslo')).toHaveCount(0);
    await option(page, message('en', 'respond.choice.none')).or(option(page, 'None')).first().click();
    await expect(chip(page, 'Alta')).toHaveCount(0);
    await option(page, message('en', 'respond.choice.something_else')).or(option(page, 'Other (describe)')).first().click();
    await tile(page, 'tags').locator('[id$="-other"]').fill('Vardø');
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{ tags: ['other'], 'tags-Comment': 'Vardø' }]);
  });

  test('all of them at once, where that is offered', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'tagbox', name: 'tags', choices: ['a', 'b', 'c'], showSelectAllItem: true }]);
    await page.goto(`${program.url}/s/${slug}`);
    await box(page).click();
    await tile(page, 'tags').getByRole('option').first().click();
    await expect(tile(page, 'tags').locator('.chips li')).toHaveCount(3);
  });
});

test.describe('image', () => {
  const picture = { type: 'image', name: 'shot', imageLink: '/icon.svg', altText: 'A router with three lamps', imageWidth: 320, imageHeight: 160 };

  test('a picture has its words, its size, and is no question', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([picture, { type: 'text', name: 'after' }]);
    await page.goto(`${program.url}/s/${slug}`);
    const shot = page.getByRole('img', { name: picture.altText });
    await expect(shot).toBeVisible();
    expect(await shot.boundingBox()).toMatchObject({ width: 320, height: 160 });
    await expect(page.getByText('1 of 1')).toBeVisible();
    await send(page);
    await expect.poll(() => data(program, slug)).toEqual([{}]);
  });

  test('one that does not come leaves its words, and nothing waits for it', async ({ page, program, publishQuestions }) => {
    await page.route('**/never.png', () => undefined);
    const { slug } = await publishQuestions([
      { ...picture, name: 'slow', imageLink: '/never.png' },
      { ...picture, name: 'broken', imageLink: '/nothing.png', altText: 'A cable' },
      { type: 'text', name: 'after' },
    ]);
    await page.goto(`${program.url}/s/${slug}`, { waitUntil: 'commit' });
    await tile(page, 'after').getByRole('textbox').fill('Fine');
    await expect(tile(page, 'broken').getByText('A cable')).toBeVisible();
    await send(page);
    await expect(finished(page)).toBeVisible();
  });

  test('a picture from another server comes encrypted, a video brings its controls', async ({ page, program, publishQuestions }) => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    await page.route('https://pictures.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: svg }));
    const { slug } = await publishQuestions([
      { ...picture, imageLink: 'https://pictures.example/a.svg' },
      { ...picture, name: 'film', imageLink: 'https://pictures.example/a.mp4', altText: 'How it is plugged in' },
      { type: 'text', name: 'after' },
    ]);
    const refused: string[] = [];
    page.on('console', (entry) => entry.text().includes('Content Security Policy') && refused.push(entry.text()));
    await page.goto(`${program.url}/s/${slug}`);
    const shot = page.getByRole('img', { name: picture.altText });
    await expect.poll(() => shot.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(8);
    expect(refused).toEqual([]);
  });
});
