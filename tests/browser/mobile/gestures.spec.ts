// The finger on the phone: swipes, the sheet, Undo, the keyboard that covers half the screen; and the way without a gesture beside each (I6).
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { drag, focusedQuestion, told } from '../support/screen';
import { expect, test } from '../support/test';

const one = { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] };
const many = { type: 'radiogroup', name: 'many', choices: Array.from({ length: 20 }, (_, at) => `Option ${at + 1}`) };
const last = { type: 'comment', name: 'last' };
const slider = { type: 'text', name: 'slider', inputType: 'range', min: 0, max: 10 };
const list = { type: 'dropdown', name: 'list', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] };
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const backOf = (page: Page) => page.getByRole('button', { name: message('en', 'respond.back'), exact: true });
const option = (page: Page, name: string, at: number) => tile(page, name).getByRole('radio').nth(at);
const towardsStart = [{ x: 300, y: 400 }, { x: 60, y: 405 }] as const;
const towardsEnd = [{ x: 60, y: 400 }, { x: 300, y: 405 }] as const;

test('a swipe goes on and back, the buttons and the keyboard do the same', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await option(page, 'one', 1).focus();
  await page.keyboard.press('Space');
  const ways: [() => Promise<void>, () => Promise<void>][] = [
    [() => drag(page, ...towardsStart), () => drag(page, ...towardsEnd)],
    [() => nextOf(page).tap(), () => backOf(page).tap()],
    [() => nextOf(page).press('Enter'), () => backOf(page).press('Enter')],
  ];
  const seen: string[][] = [];
  for (const [on, back] of ways) {
    await on();
    await expect(tile(page, 'last')).toBeVisible();
    await back();
    await expect(tile(page, 'one')).toBeVisible();
    seen.push(await told(page));
  }
  expect(seen).toEqual([['one: b'], ['one: b'], ['one: b']]);
});

test('in Hebrew a swipe goes the other way', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last], { title: { default: 'A', he: 'א' } });
  await page.goto(`${program.url}/s/${slug}?lang=he`);
  await expect(tile(page, 'one')).toBeVisible();
  await drag(page, ...towardsEnd);
  await expect(tile(page, 'last')).toBeVisible();
  await drag(page, ...towardsStart);
  await expect(tile(page, 'one')).toBeVisible();
});

test('a swipe on is refused while the answer is wrong, and never sends', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ ...one, isRequired: true }, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'one')).toBeVisible();
  await drag(page, ...towardsStart);
  await expect(tile(page, 'one')).toContainText(message('en', 'respond.errors.required_choice'));
  await expect.poll(() => focusedQuestion(page)).toBe('one');
  await option(page, 'one', 0).focus();
  await page.keyboard.press('Space');
  for (let swipe = 0; swipe < 2; swipe += 1) await drag(page, ...towardsStart);
  await expect(tile(page, 'last')).toBeVisible();
});

test('a finger drawn down scrolls and swipes nothing', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([many, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'many')).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await drag(page, { x: 180, y: 600 }, { x: 130, y: 200 });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await shown(page)).toEqual(['many']);
  await expect(tile(page, 'many').locator('[aria-checked=true]')).toHaveCount(0);
});

test('a swipe that begins on a slider or at the edge of the screen is not ours', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([slider, last]);
  await page.goto(`${program.url}/s/${slug}`);
  const line = await tile(page, 'slider').locator('input[type=range]').boundingBox();
  const y = (line?.y ?? 0) + (line?.height ?? 0) / 2;
  await drag(page, { x: 280, y }, { x: 60, y });
  expect(await shown(page)).toEqual(['slider']);
  await drag(page, { x: 355, y: 200 }, { x: 60, y: 205 });
  expect(await shown(page)).toEqual(['slider']);
});

test('a slider is drawn, tapped or turned by keys, and has no answer before', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([slider]);
  await page.goto(`${program.url}/s/${slug}`);
  const range = tile(page, 'slider').locator('input[type=range]');
  await expect(range).toHaveAttribute('aria-valuetext', /./);
  await expect(range).toHaveClass(/is-unset/);
  const box = await range.boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  await page.touchscreen.tap((box?.x ?? 0) + (box?.width ?? 0) * 0.7, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(range).not.toHaveClass(/is-unset/);
  await expect(range).toHaveValue('7');
  await range.press('ArrowRight');
  await expect(range).toHaveValue('8');
});

test('the sheet opens and closes by a tap and by keys', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([list, last]);
  await page.goto(`${program.url}/s/${slug}`);
  const field = tile(page, 'list').getByRole('button').first();
  const sheet = page.getByRole('dialog');
  await field.tap();
  await sheet.getByRole('button', { name: message('en', 'respond.close') }).tap();
  await expect(sheet).toBeHidden();
  await field.press('Enter');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(field).toBeFocused();
  await field.press('Enter');
  await page.keyboard.type('h');
  await expect(sheet.getByRole('radio')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await sheet.getByRole('radio').press('Enter');
  await expect(sheet).toBeHidden();
  await expect(field).toContainText('h');
  expect(await shown(page)).toEqual(['list']);
});

test('Undo is reached by keys too, and waits while it has the focus', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last], { goNextPageAutomatic: true });
  await page.goto(`${program.url}/s/${slug}`);
  await option(page, 'one', 1).tap();
  await expect(tile(page, 'last')).toBeVisible();
  const undo = page.getByRole('button', { name: message('en', 'respond.undo') });
  await undo.focus();
  await page.waitForTimeout(5500);
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tile(page, 'one')).toBeVisible();
  await expect(tile(page, 'one').locator('[aria-checked=true]')).toHaveCount(0);
  expect(await focusedQuestion(page)).not.toBe('body');
});

test('what is written in stays above the keyboard, and so does Next', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([last, one]);
  await page.goto(`${program.url}/s/${slug}`);
  const field = tile(page, 'last').locator('textarea');
  await field.tap();
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { get: () => 380 });
    visualViewport?.dispatchEvent(new Event('resize'));
  });
  await page.waitForTimeout(100);
  const bottom = async (box: ReturnType<typeof field.boundingBox>) => ((await box)?.y ?? 0) + ((await box)?.height ?? 0);
  expect(await bottom(nextOf(page).boundingBox())).toBeLessThanOrEqual(380);
  expect(await bottom(field.boundingBox())).toBeLessThanOrEqual(380 - 16);
});

test('what a thumb meets is 48 high, with 8 between', async ({ page, program, publishQuestions }) => {
  const boxes = { type: 'checkbox', name: 'boxes', choices: ['a', 'b', 'c'] };
  const { slug } = await publishQuestions([one, boxes, { type: 'boolean', name: 'yes' }, { type: 'rating', name: 'faces', rateType: 'smileys' }, list]);
  await page.goto(`${program.url}/s/${slug}`);
  for (const name of ['one', 'boxes', 'yes', 'faces', 'list']) {
    await expect(tile(page, name)).toBeVisible();
    const found = await page.locator('main button:visible, footer button:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    expect(found.filter((box) => box.height < 48)).toEqual([]);
    const gaps = found.slice(1).map((box, at) => Math.max(box.top - (found[at]?.bottom ?? 0), box.left - (found[at]?.right ?? 0)));
    expect(Math.min(...gaps), name).toBeGreaterThanOrEqual(name === 'faces' ? 4 : 8);
    await nextOf(page).tap();
  }
});
