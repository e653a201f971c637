// Tag boxes, rankings and pictures under a thumb: the lines of the behavior specification, one test each.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { asItIs, expectOrder, expectUnranked, figures, order, towns } from '../support/choices';
import { drag } from '../support/screen';
import { expect, test } from '../support/test';

const last = { type: 'comment', name: 'last' };
const handle = (page: Page, at: number, name = 'order') => tile(page, name).locator('.rank-handle').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

async function middle(page: Page, at: number): Promise<{ x: number; y: number }> {
  const box = await handle(page, at).boundingBox();
  return { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** Rests a finger on one place, and draws it to another. */
async function carry(page: Page, from: number, to: number, rest: number): Promise<void> {
  const [start, end] = [await middle(page, from), await middle(page, to)];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [start]);
  await page.waitForTimeout(rest);
  for (let move = 1; move <= 10; move += 1) {
    await touch('touchMove', [{ x: start.x, y: start.y + ((end.y + Math.sign(end.y - start.y) * 8 - start.y) * move) / 10 }]);
    await page.waitForTimeout(16);
  }
  await touch('touchEnd', []);
  await page.waitForTimeout(300);
  await session.detach();
}

test.describe('ranking', () => {
  test('a finger that rests for 300 ms lifts, with a knock, and carries', async ({ page, program, publishQuestions }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'vibrate', { value: (time: number) => (document.documentElement.dataset.knock = String(time)) });
    });
    const { slug } = await publishQuestions([order, last]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(handle(page, 0)).toBeVisible();
    await carry(page, 0, 2, 360);
    await expectOrder(page, ['Birch', 'Cedar', 'Amber', 'Dogwood']);
    expect(await figures(page)).toEqual(['1', '2', '3', '4']);
    await expect(page.locator('html')).toHaveAttribute('data-knock', /\d/);
    expect(await shown(page)).toEqual(['order']);
  });

  test('a finger that moves at once scrolls and moves nothing', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ ...order, choices: Array.from({ length: 14 }, (_, at) => `Option ${at + 1}`) }, last]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(handle(page, 0)).toBeVisible();
    const before = await page.evaluate(() => scrollY);
    await carry(page, 6, 2, 0);
    await expectUnranked(page);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
  });

  test('a swipe that begins on the list is no swipe', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([order, last]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(handle(page, 0)).toBeVisible();
    const { y } = await middle(page, 1);
    await drag(page, { x: 200, y }, { x: 30, y: y + 4 });
    expect(await shown(page)).toEqual(['order']);
    await expectUnranked(page);
  });

  test('buttons are always there, large and apart; a tap moves one', async ({ page, program, publishQuestions }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const { slug } = await publishQuestions([order, last]);
    await page.goto(`${program.url}/s/${slug}`);
    const moves = tile(page, 'order').locator('.rank-move');
    await expect(moves).toHaveCount(8);
    const boxes = await moves.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x, y, width, height })));
    for (const box of boxes) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
    for (const [at, box] of boxes.entries()) {
      const near = boxes.filter((other, place) => place !== at && Math.abs(other.y - box.y) < 4);
      for (const other of near) expect(Math.abs(other.x - box.x) - box.width).toBeGreaterThanOrEqual(8);
    }
    await moves.nth(1).tap();
    await expectOrder(page, ['Birch', 'Amber', 'Cedar', 'Dogwood']);
    expect(await shown(page)).toEqual(['order']);
  });

  test('one tap says that the order is right, and Next goes on', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ ...order, isRequired: true }, last]);
    await page.goto(`${program.url}/s/${slug}`);
    await asItIs(page).tap();
    expect(await figures(page)).toEqual(['1', '2', '3', '4']);
    await nextOf(page).tap();
    await expect(tile(page, 'last')).toBeVisible();
  });
});

test.describe('tag box', () => {
  const tags = { type: 'tagbox', name: 'tags', choices: towns };

  test('more than seven open a sheet with boxes and a search; Back closes it', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([tags, last]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'tags').getByRole('button').first();
    const sheet = page.getByRole('dialog');
    await field.tap();
    await sheet.getByRole('checkbox', { name: 'Alta' }).tap();
    await sheet.getByRole('searchbox').fill('os');
    await sheet.getByRole('checkbox', { name: 'Oslo' }).tap();
    await expect(sheet).toBeVisible();
    await page.goBack();
    await expect(sheet).toBeHidden();
    await expect(tile(page, 'tags')).toBeVisible();
    await expect(field).toContainText('Alta, Oslo');
    await field.tap();
    await expect(sheet.getByRole('checkbox', { name: 'Alta' })).toHaveAttribute('aria-checked', 'true');
    await sheet.locator('.sheet-done').tap();
    await expect(sheet).toBeHidden();
    expect(await shown(page)).toEqual(['tags']);
  });

  test('up to seven are boxes in the question', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ ...tags, choices: towns.slice(0, 7), maxSelectedChoices: 2 }, last]);
    await page.goto(`${program.url}/s/${slug}`);
    const boxes = tile(page, 'tags').getByRole('checkbox');
    await expect(boxes).toHaveCount(7);
    for (const at of [0, 2, 4]) await boxes.nth(at).tap({ force: true });
    await expect(tile(page, 'tags').locator('[aria-checked=true]')).toHaveCount(2);
    await expect(tile(page, 'tags')).toContainText('that is the most');
  });
});

test('a picture fits the phone and is a screen of its own', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'image', name: 'shot', imageLink: '/icon.svg', altText: 'A router', imageWidth: 900 }, last]);
  await page.goto(`${program.url}/s/${slug}`);
  const box = await page.getByRole('img', { name: 'A router' }).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await nextOf(page).tap();
  await expect(tile(page, 'last')).toBeVisible();
});
