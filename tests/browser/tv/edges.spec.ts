// Where the remote meets an edge: an arrow that leads nowhere, an own answer below a long list, a slider nobody touched; and the colored keys.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { Remote } from '../support/people';
import { expect, test } from '../support/test';

const scale = { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10 };
const one = { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'], allowClear: true };
const last = { type: 'boolean', name: 'last' };
const option = (page: Page, name: string, at: number) => tile(page, name).getByRole('radio').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

/** Presses a key that Playwright does not know by name. */
async function press(page: Page, key: string): Promise<void> {
  await page.evaluate((name) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })), key);
}

/** Notes from now on every animation that begins on what has the focus: name and length. A busy machine looks later than 120 ms. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    addEventListener('animationstart', (event) => {
      if (event.target === document.activeElement) seen.push(`${event.animationName} ${getComputedStyle(event.target as Element).animationDuration}`);
    });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen.splice(0));
}

for (const [language, first, lastKey] of [['en', 'ArrowLeft', 'ArrowRight'], ['he', 'ArrowRight', 'ArrowLeft']] as const) {
  test(`the ends of a strip do not wrap, and give a little: ${language}`, async ({ page, program, publishQuestions }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const { slug } = await publishQuestions([scale], { title: { default: 'Ends', he: 'קצוות' } });
    await page.goto(`${program.url}/s/${slug}?layout=tv&lang=${language}`);
    const ends = [[0, first], [10, lastKey]] as const;
    const begun = await watchMotion(page);
    for (const [at, key] of ends) {
      await new Remote(page).reach(option(page, 'scale', at));
      const side = key === 'ArrowLeft' ? 'left' : 'right';
      for (let again = 0; again < 2; again += 1) {
        await page.keyboard.press(key);
        await expect.poll(begun).toEqual([`tv-bump-${side} 0.12s`]);
        await expect(option(page, 'scale', at)).toBeFocused();
      }
      await page.keyboard.press(key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft');
      await expect(page.locator('[data-bump]')).toHaveCount(0);
    }
    // A held arrow comes to rest at the end.
    await new Remote(page).reach(option(page, 'scale', 0));
    await page.evaluate((key) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, repeat: true })), first);
    await expect(page.locator('[data-bump]')).toHaveCount(0);
  });
}

test('a device without motion sees none at the ends either', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([scale]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await new Remote(page).reach(option(page, 'scale', 0));
  const begun = await watchMotion(page);
  await page.keyboard.press('ArrowLeft');
  await expect(option(page, 'scale', 0)).toHaveAttribute('data-bump', 'left');
  await page.waitForTimeout(200);
  expect(await begun()).toEqual([]);
});

for (const [width, height] of [[1280, 720], [1920, 1080]] as const) {
  test(`an own answer that is missing is in sight, with the focus, below a long list: ${width}x${height}`, async ({ page, program, publishQuestions, picture }) => {
    await page.setViewportSize({ width, height });
    const choices = Array.from({ length: 9 }, (_, at) => `Option ${at + 1}`);
    const { slug } = await publishQuestions([{ ...one, choices, showOtherItem: true, title: 'Which of these, if any of them at all?', description: 'One is enough.' }, last]);
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    const remote = new Remote(page);
    await remote.choose(option(page, 'one', 9));
    await remote.choose(nextOf(page));
    await expect(tile(page, 'one')).toContainText(message('en', 'respond.errors.other_empty'));
    const field = tile(page, 'one').locator('[id$="-other"]');
    await expect(field).toBeFocused();
    const inside = async () => {
      const [box, list] = await Promise.all([field.boundingBox(), tile(page, 'one').locator('.tv-list').boundingBox()]);
      return !!box && !!list && box.y >= list.y && box.y + box.height <= list.y + list.height + 1;
    };
    await expect.poll(inside).toBe(true);
    await picture(page, `tv-other-missing-${height}`);
  });
}

test('a slider that nobody touched is empty, and stays unanswered until it is moved', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'how', inputType: 'range', min: 0, max: 10 }, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  const slider = tile(page, 'how').getByRole('slider');
  const unset = message('en', 'respond.text.range_unset');
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuetext', unset);
  await picture(page, 'tv-slider-unset');
  // Taken hold of and let go, or left by Back, it has no answer still.
  for (const out of ['Enter', 'Escape']) {
    await remote.reach(slider);
    await remote.press('Enter');
    await expect(slider).toHaveClass(/is-held/);
    await expect(page.locator('.tv-foot')).toContainText(message('en', 'respond.undo'));
    await picture(page, 'tv-slider-unset-held');
    await remote.press(out);
    await expect(slider).not.toHaveClass(/is-held/);
    await expect(page.locator('.tv-foot')).not.toContainText(message('en', 'respond.undo'));
    await expect(slider).toHaveAttribute('aria-valuetext', unset);
  }
  await remote.reach(slider);
  await remote.press('Enter');
  await remote.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '5');
  // Back takes back what this hold did: the slider was empty before it.
  await page.waitForTimeout(400);
  await remote.press('Escape');
  await expect(slider).toHaveAttribute('aria-valuetext', unset);
  await remote.choose(nextOf(page));
  await remote.choose(nextOf(page));
  await expect.poll(async () => (await program.responses(slug)).map((one) => JSON.stringify(one.answers))).toEqual(['{}']);
});

test('colored keys do what their buttons do, and red is nobody’s', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last], { title: { default: 'Colors', he: 'צבעים' } });
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await new Remote(page).choose(option(page, 'one', 1));
  await press(page, 'ColorF0Red');
  await expect(option(page, 'one', 1)).toHaveAttribute('aria-checked', 'true');
  await press(page, 'ColorF2Yellow');
  await expect(tile(page, 'one').locator('[aria-checked=true]')).toHaveCount(0);
  await press(page, 'ColorF1Green');
  await expect(tile(page, 'last')).toBeVisible();
  await press(page, 'ColorF3Blue');
  await expect(page.getByRole('dialog')).toBeVisible();
  // Over the questions lies a list: what it covers is out of reach.
  await press(page, 'ColorF1Green');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await shown(page)).toEqual(['last']);
});

test.describe('on a set with colored keys', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager' });

  test('what they do wears their color', async ({ page, program, publishQuestions, picture }) => {
    const { slug } = await publishQuestions([one, last], { title: { default: 'Colors', he: 'צבעים' } });
    await page.goto(`${program.url}/s/${slug}`);
    await new Remote(page).choose(option(page, 'one', 1));
    const bar = (color: string) => page.locator(`[data-color=${color}]`).evaluate((one) => getComputedStyle(one, '::after').backgroundColor);
    const seen = [await bar('green'), await bar('yellow'), await bar('blue')];
    expect(new Set(seen).size).toBe(3);
    expect(seen).not.toContain('rgba(0, 0, 0, 0)');
    await picture(page, 'tv-colors');
  });
});
