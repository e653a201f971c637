// What each type of question does under a thumb: the lines of the behavior specification, one test each.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const option = (page: Page, name: string, at: number) => tile(page, name).getByRole('radio').nth(at);
const scale = { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10 };
const one = { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] };
const last = { type: 'comment', name: 'last' };
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

test('one question a screen, and Next within reach of the thumb', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'one')).toBeVisible();
  expect(await shown(page)).toEqual(['one']);
  const box = await nextOf(page).boundingBox();
  expect(740 - ((box?.y ?? 0) + (box?.height ?? 0))).toBeLessThanOrEqual(120);
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
});

test('a tap answers and goes on by itself; Undo takes it back for five seconds', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last], { goNextPageAutomatic: true });
  await page.goto(`${program.url}/s/${slug}`);
  await option(page, 'one', 1).tap();
  await expect(tile(page, 'last')).toBeVisible();
  await page.getByRole('button', { name: message('en', 'respond.undo') }).tap();
  await expect(tile(page, 'one')).toBeVisible();
  await expect(option(page, 'one', 1)).toHaveAttribute('aria-checked', 'false');
});

test('Next pressed just as the phone goes on by itself skips nothing', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, { type: 'comment', name: 'between' }, last], { goNextPageAutomatic: true });
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'one')).toBeVisible();
  // A thumb that was on its way: it comes down as soon as the next question is there.
  await page.evaluate(() => {
    const press = () => {
      if (!document.querySelector('[data-question="between"]')) return;
      thumb.disconnect();
      document.querySelector<HTMLElement>('footer .button-primary')?.click();
    };
    const thumb = new MutationObserver(press);
    thumb.observe(document.body, { childList: true, subtree: true });
  });
  await option(page, 'one', 1).tap();
  await page.waitForTimeout(1200);
  expect(await shown(page)).toEqual(['between']);
  await nextOf(page).tap();
  await expect(tile(page, 'last')).toBeVisible();
});

test('an answer that is changed does not go on by itself', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last], { goNextPageAutomatic: true });
  await page.goto(`${program.url}/s/${slug}`);
  await option(page, 'one', 1).tap();
  await expect(tile(page, 'last')).toBeVisible();
  await page.getByRole('button', { name: message('en', 'respond.back'), exact: true }).tap();
  await option(page, 'one', 2).tap();
  await page.waitForTimeout(800);
  await expect(tile(page, 'one')).toBeVisible();
});

for (const key of ['ArrowDown', 'Space', 'Enter', 'b', 'a screen reader']) {
  test(`a key or a screen reader never goes on by itself: ${key}`, async ({ page, program, publishQuestions }) => {
    for (const question of [one, { ...scale, name: 'one', rateMin: 1, rateMax: 5 }, { type: 'boolean', name: 'one' }]) {
      const { slug } = await publishQuestions([question, last], { goNextPageAutomatic: true });
      await page.goto(`${program.url}/s/${slug}`);
      await option(page, 'one', 1).focus();
      // Screen readers act on a thing without a place on the screen.
      if (key === 'a screen reader') await option(page, 'one', 1).evaluate((element: HTMLElement) => element.click());
      else await page.keyboard.press(key === 'b' && question.type === 'rating' ? '2' : key === 'b' && question.type === 'boolean' ? 'n' : key);
      await expect(tile(page, 'one').locator('[aria-checked=true]')).toHaveCount(1);
      await page.waitForTimeout(700);
      expect(await shown(page)).toEqual(['one']);
    }
  });
}

test('the cells of 0 to 10 are never under 24 by 44 pixels, also at 320', async ({ page, program, publishQuestions }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { slug } = await publishQuestions([scale, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(option(page, 'scale', 10)).toBeVisible();
  const boxes = await tile(page, 'scale').getByRole('radio').evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect()));
  expect(boxes.filter((box) => box.width < 24 || box.height < 44)).toEqual([]);
  expect(boxes.every((box) => box.left >= 0 && box.right <= 320)).toBe(true);
});

test('a field in use has a next key and does not make the page zoom', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'words' }, last]);
  await page.goto(`${program.url}/s/${slug}`);
  const field = tile(page, 'words').locator('input');
  await expect(field).toHaveAttribute('enterkeyhint', 'next');
  expect(Number.parseFloat(await field.evaluate((element) => getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(16);
  await field.fill('x');
  await field.press('Enter');
  await expect(tile(page, 'last')).toBeVisible();
});

test('a short list is shown, a long one opens as a sheet that Back closes', async ({ page, program, publishQuestions }) => {
  const long = { type: 'dropdown', name: 'long', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] };
  const { slug } = await publishQuestions([{ type: 'dropdown', name: 'short', choices: ['a', 'b', 'c'] }, long]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'short').getByRole('radio')).toHaveCount(3);
  await nextOf(page).tap();
  await tile(page, 'long').getByRole('button').first().tap();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  await page.goBack();
  await expect(sheet).toBeHidden();
  await expect(tile(page, 'long')).toBeVisible();
});

test('Back has the answers of the question before', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await option(page, 'one', 1).tap();
  if ((await shown(page)).includes('one')) await nextOf(page).tap();
  await expect(tile(page, 'last')).toBeVisible();
  await page.getByRole('button', { name: message('en', 'respond.back'), exact: true }).tap();
  await expect(option(page, 'one', 1)).toHaveAttribute('aria-checked', 'true');
});

test('a day is picked with the device\'s own picker', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'day', inputType: 'date' }]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'day').locator('input')).toHaveAttribute('type', 'date');
});

test('each kind of text has the keyboard made for it, and figures run from left to right also in Hebrew', async ({ page, program, publishQuestions }) => {
  const kinds: Record<string, { type: string; inputmode?: string; dir?: string }> = {
    text: { type: 'text', dir: 'auto' },
    email: { type: 'email', inputmode: 'email', dir: 'ltr' },
    tel: { type: 'tel', inputmode: 'tel', dir: 'ltr' },
    url: { type: 'url', inputmode: 'url', dir: 'ltr' },
    number: { type: 'text', inputmode: 'decimal', dir: 'ltr' },
    password: { type: 'password', dir: 'ltr' },
    date: { type: 'date', dir: 'ltr' },
    time: { type: 'time', dir: 'ltr' },
    'datetime-local': { type: 'datetime-local', dir: 'ltr' },
    month: { type: 'month', dir: 'ltr' },
    week: { type: 'week', dir: 'ltr' },
    color: { type: 'color', dir: 'ltr' },
    range: { type: 'range' },
  };
  const { slug } = await publishQuestions(Object.keys(kinds).map((inputType) => ({ type: 'text', name: inputType, inputType })));
  await page.goto(`${program.url}/s/${slug}?lang=he`);
  for (const [name, traits] of Object.entries(kinds)) {
    const field = tile(page, name).locator('input').first();
    await expect(field).toHaveAttribute('enterkeyhint', 'next');
    for (const [trait, value] of Object.entries(traits)) await expect(field).toHaveAttribute(trait, value);
    await button(page, 'he', 'next', 'send').first().tap();
    await expect(field).toBeHidden();
  }
});
