// A phone with what is no list and no box: scales of other lengths and of words, authored text, a computed value, a panel.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const cells = (page: Page, name: string) => tile(page, name).getByRole('radio');
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const last = { type: 'comment', name: 'last' };

const scales = [
  { name: 'five', least: 48, rateMin: 1, rateMax: 5 },
  { name: 'seven', least: 36, rateMin: 1, rateMax: 7 },
  { name: 'ten', least: 44, rateMin: 1, rateMax: 10 },
  { name: 'words', least: 200, rateValues: ['never', 'rarely', 'sometimes', 'often', 'always'].map((text, at) => ({ value: at + 1, text })) },
  { name: 'long', least: 200, rateValues: ['Not at all what I expected of you', 'Somewhat', 'Exactly as I had hoped it would be'].map((text, at) => ({ value: at + 1, text })) },
].map((one) => ({ type: 'rating', minRateDescription: 'Very poor', maxRateDescription: 'Excellent', ...one }));

for (const language of ['en', 'he']) {
  test(`cells of every scale are big enough and whole at 320 pixels, and a tap answers: ${language}`, async ({ page, program, publishQuestions, picture }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const { slug } = await publishQuestions([...scales.map(({ least: _, ...one }) => one), last], { title: { default: 'Scales', he: 'סולמות' }, goNextPageAutomatic: false });
    await page.goto(`${program.url}/s/${slug}?lang=${language}`);
    for (const { name, least } of scales) {
      await expect(cells(page, name).first()).toBeVisible();
      await picture(page, `mobile-320-${language}-scale-${name}`);
      const boxes = await cells(page, name).evaluateAll((all) =>
        all.map((cell) => {
          const { left, right, top, bottom, width, height } = cell.getBoundingClientRect();
          return { left, right, top, bottom, width, height, cut: cell.scrollWidth > cell.clientWidth + 1 };
        }),
      );
      expect(boxes.length, name).toBeGreaterThan(2);
      // Up to seven figures stay one strip, as high as a thumb; more have room for one in a second row.
      expect(boxes.filter((box) => box.width < least || box.height < 48 || box.cut), name).toEqual([]);
      expect(boxes.filter((box) => box.left < 0 || box.right > 320), name).toEqual([]);
      const pairs = boxes.flatMap((box, at) => boxes.slice(at + 1).map((other) => [box, other] as const));
      const touching = pairs.filter(([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
      expect(touching, name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await cells(page, name).nth(1).tap();
      await expect(cells(page, name).nth(1)).toHaveAttribute('aria-checked', 'true');
      await page.waitForTimeout(700);
      if ((await shown(page)).includes(name)) await button(page, language, 'next').tap();
      await expect(tile(page, name)).toBeHidden();
    }
    await button(page, language, 'send').tap();
    const stored = async () => (await program.responses(slug)).filter((one) => one.completed).map((one) => one.answers);
    await expect.poll(stored).toEqual([{ five: 2, seven: 2, ten: 2, words: 2, long: 2 }]);
  });
}

test('authored text is a screen to read: it asks nothing, takes no count, and Next goes on', async ({ page, program, publishQuestions, axe, picture }) => {
  const { slug } = await publishQuestions([{ type: 'html', name: 'html', html: '<h2>Before you begin</h2><p>Two <strong>short</strong> words.</p>' }, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await expect(tile(page, 'html').getByRole('heading', { name: 'Before you begin' })).toBeVisible();
  await expect(tile(page, 'html').locator('strong')).toHaveText('short');
  expect(await shown(page)).toEqual(['html']);
  await picture(page, 'mobile-html');
  await axe(page);
  await nextOf(page).tap();
  await expect(tile(page, 'last')).toBeVisible();
  await expect(page.locator('header').getByText('1 of 1')).toBeVisible();
});

test('a computed value follows the answers, is read out with its title and cannot be changed', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([
    { type: 'text', name: 'count', inputType: 'number' },
    { type: 'expression', name: 'double', title: 'Twice that', expression: '{count} * 2' },
    last,
  ]);
  await page.goto(`${program.url}/s/${slug}`);
  for (const [typed, double] of [['4', '8'], ['21', '42']] as const) {
    await tile(page, 'count').locator('input').fill(typed);
    await nextOf(page).tap();
    const value = tile(page, 'double').getByRole('status', { name: 'Twice that' });
    await expect(value).toHaveText(double);
    await expect(tile(page, 'double').locator('input, textarea, button')).toHaveCount(0);
    await page.getByRole('button', { name: message('en', 'respond.back'), exact: true }).tap();
  }
});

test('what a panel says stands over each of its questions, and over no other', async ({ page, program, publishQuestions, axe, picture }) => {
  const { slug } = await publishQuestions([
    { type: 'text', name: 'before' },
    { type: 'panel', name: 'panel', title: 'Your home', description: 'As far as you know.', elements: [{ type: 'text', name: 'rooms' }, { type: 'text', name: 'floor' }] },
    last,
  ]);
  await page.goto(`${program.url}/s/${slug}`);
  const says = page.getByText('Your home').or(page.getByText('As far as you know.')).filter({ visible: true });
  for (const [name, count] of [['before', 0], ['rooms', 2], ['floor', 2], ['last', 0]] as const) {
    await expect(tile(page, name)).toBeVisible();
    expect(await shown(page)).toEqual([name]);
    await expect(says).toHaveCount(count);
    if (name === 'rooms') {
      await axe(page);
      await picture(page, 'mobile-panel');
    }
    if (name !== 'last') {
      await nextOf(page).tap();
      await expect(tile(page, name)).toBeHidden();
    }
  }
});
