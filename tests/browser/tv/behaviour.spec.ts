// What each type of question does under a remote control: the lines of the behavior specification, one test each.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { Remote, expectFocusInside } from '../support/people';
import { expect, samples, test } from '../support/test';

const one = { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] };
const scale = { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10 };
const last = { type: 'boolean', name: 'last' };
const option = (page: Page, name: string, at: number) => tile(page, name).getByRole('radio').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

test('arrows never change an answer', async ({ page, program, publishQuestions }) => {
  for (const question of [one, scale, last]) {
    const { slug } = await publishQuestions([question]);
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    await expect(option(page, question.name, 0)).toBeVisible();
    for (let press = 0; press < 24; press += 1) await page.keyboard.press(arrows[press % 4] ?? 'ArrowUp');
    await expect(tile(page, question.name).locator('[aria-checked=true]')).toHaveCount(0);
  }
});

test('OK checks and moves the focus to Next, not the page', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([scale, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await new Remote(page).choose(option(page, 'scale', 7));
  await expect(option(page, 'scale', 7)).toHaveAttribute('aria-checked', 'true');
  await expect(nextOf(page)).toBeFocused();
  expect(await shown(page)).toEqual(['scale']);
});

test('OK on an option checks it and stays; OK once more goes to Next', async ({ page, program, publishQuestions }) => {
  for (const question of [one, last]) {
    const { slug } = await publishQuestions([question]);
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    const remote = new Remote(page);
    await remote.choose(option(page, question.name, 1));
    await expect(option(page, question.name, 1)).toHaveAttribute('aria-checked', 'true');
    await expect(option(page, question.name, 1)).toBeFocused();
    await remote.press('Enter');
    await expect(nextOf(page)).toBeFocused();
    expect(await shown(page)).toEqual([question.name]);
  }
});

test('the ends of a strip do not wrap, and down leaves it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([scale, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.reach(option(page, 'scale', 10));
  await remote.press('ArrowRight');
  await expect(option(page, 'scale', 10)).toBeFocused();
  await remote.press('ArrowDown');
  await expect(nextOf(page)).toBeFocused();
});

test('coming back to a group finds the checked option', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.choose(option(page, 'one', 1));
  await remote.choose(nextOf(page));
  await expect(tile(page, 'last')).toBeVisible();
  await remote.press('Escape');
  await expect(option(page, 'one', 1)).toHaveAttribute('aria-checked', 'true');
  await expectFocusInside(page);
});

test('digits answer a scale, and 1 then 0 is 10', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([scale]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await expect(option(page, 'scale', 0)).toBeVisible();
  await page.keyboard.press('4');
  await expect(option(page, 'scale', 4)).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('1');
  await page.keyboard.press('0');
  await expect(option(page, 'scale', 10)).toHaveAttribute('aria-checked', 'true');
});

test('a long list scrolls with the focus and says where it is', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ ...one, choices: Array.from({ length: 12 }, (_, at) => `Option ${at + 1}`) }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.reach(option(page, 'one', 2));
  await expect(page.getByText('3 of 12')).toBeVisible();
  await remote.reach(option(page, 'one', 11));
  const box = await option(page, 'one', 11).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(1080 * 0.95);
});

test('Back goes one step and no more: list, question before, leaving', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([one, { type: 'dropdown', name: 'list', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.choose(option(page, 'one', 0));
  await remote.choose(nextOf(page));
  await expect(tile(page, 'list')).toBeVisible();
  await remote.choose(tile(page, 'list').getByRole('button').first());
  await expect(page.getByRole('dialog')).toBeVisible();
  await remote.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(tile(page, 'list')).toBeVisible();
  await page.waitForTimeout(400);
  await remote.press('Escape');
  await expect(tile(page, 'one')).toBeVisible();
  await page.waitForTimeout(400);
  await remote.press('Escape');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the value of a slider comes back when Back leaves it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'how', inputType: 'range', min: 0, max: 10 }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  const slider = tile(page, 'how').getByRole('slider');
  await remote.choose(slider);
  await remote.press('ArrowRight');
  await remote.press('Enter');
  const before = await slider.getAttribute('aria-valuenow');
  await remote.choose(slider);
  await remote.press('ArrowRight');
  await remote.press('Escape');
  await expect(slider).toHaveAttribute('aria-valuenow', before ?? '');
});

test('a pointer sets a slider by one click on its line', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'how', inputType: 'range', min: 0, max: 10 }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const slider = tile(page, 'how').getByRole('slider');
  const line = slider.locator('.tv-line');
  const { width, height } = (await line.boundingBox()) ?? { width: 0, height: 0 };
  await line.click({ position: { x: width * 0.71, y: height / 2 } });
  await expect(slider).toHaveAttribute('aria-valuenow', '7');
  await expect(slider).not.toHaveClass(/is-held/);
});

test('texts are big enough, essentials lie in the safe area', async ({ page, program, publishQuestions }) => {
  for (const question of [one, scale, last, { type: 'comment', name: 'words' }]) {
    const { slug } = await publishQuestions([question, { type: 'html', name: 'end', html: 'x' }]);
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    await expect(tile(page, question.name)).toBeVisible();
    const wrong = await page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
        const box = element.getBoundingClientRect();
        if (!own || box.width < 2 || getComputedStyle(element).visibility === 'hidden' || element.closest('.hidden, [hidden]')) continue;
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        const inside = box.left >= 1920 * 0.05 - 1 && box.right <= 1920 * 0.95 + 1 && box.top >= 1080 * 0.05 - 1 && box.bottom <= 1080 * 0.95 + 1;
        if (size < 20 || !inside) found.push(`${element.textContent?.trim().slice(0, 30)} ${size}px ${Math.round(box.left)},${Math.round(box.top)}`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
  }
});

test('where the questions could not be fetched, OK tries again', async ({ page, ownProgram, line }) => {
  await ownProgram.publish(samples.tv.file, 'tv');
  line.decide = (_, path) => (path.endsWith('/live') ? 'cut' : 'none');
  await page.goto(`${line.url}/s/tv?layout=tv`);
  await expect(page.getByRole('button', { name: message('en', 'respond.retry') })).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  line.decide = () => 'none';
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-question]').first()).toBeVisible();
  await expectFocusInside(page);
});

test('ten thousand random presses never lose the focus', async ({ page, program, publishQuestions }) => {
  test.setTimeout(180_000);
  const { slug } = await publishQuestions([one, scale, { type: 'comment', name: 'words' }, last]);
  let [seed, pressed] = [7, 0];
  while (pressed < 10_000) {
    // A finished survey is begun again.
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    await expect(page.locator('[data-question]:visible').first()).toBeVisible();
    const walk = await page.evaluate(
      async ({ seed, most, keys }) => {
        const channel = new MessageChannel();
        // What an arrow changes is drawn in microtasks; the next key comes as a task of its own.
        const turn = () => new Promise((done) => ((channel.port1.onmessage = done), channel.port2.postMessage(0)));
        let presses = 0;
        for (; presses < most && !document.querySelector('#done-title'); presses += 1) {
          seed = (seed * 1103515245 + 12345) % 2147483648;
          const key = keys[seed % keys.length] ?? 'ArrowUp';
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
          await turn();
          if (!document.activeElement?.closest('.tv-stage [data-focus]')) return { seed, presses, lost: key };
        }
        return { seed, presses, lost: '' };
      },
      { seed, most: 10_000 - pressed, keys: [...arrows, ...arrows, ...arrows, ...arrows, 'Enter'] },
    );
    expect(walk.lost, `press ${pressed + walk.presses}`).toBe('');
    expect(walk.presses).toBeGreaterThan(0);
    [seed, pressed] = [walk.seed, pressed + walk.presses];
  }
  expect(pressed).toBe(10_000);
});

for (const [width, height] of [[1280, 720], [1920, 1080]] as const) {
  test(`what is being written stays in sight above the keys, with its caret: ${width}x${height}`, async ({ page, program, publishQuestions, picture }) => {
    const title = 'What should we have done differently, and what would have made the evening of the installation easier for you and for everybody else?';
    const words = { title, description: 'A sentence or two is plenty.', isRequired: true };
    const { slug } = await publishQuestions([
      { ...words, type: 'comment', name: 'box' },
      { ...words, type: 'text', name: 'line' },
      { ...scale, ...words, showCommentArea: true },
      { ...one, ...words, showCommentArea: true, showOtherItem: true, defaultValue: 'other' },
    ]);
    await page.setViewportSize({ width, height });
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    for (const [name, part] of [['box', 'input'], ['line', 'input'], ['scale', 'comment'], ['one', 'comment'], ['one', 'other']] as const) {
      await expect(tile(page, name)).toBeVisible();
      if (part !== 'other') await nextOf(page).click();
      const field = tile(page, name).locator(`[id$="-${part}"]`);
      await field.click();
      await page.locator('.tv-keyboard [data-focus^="key-"]').first().focus();
      await page.keyboard.type('Many_words_of_an_answer_that_goes_on_for_more_lines_than_there_are._'.repeat(6));
      await picture(page, `tv-writing-${height}-${name}-${part}`);
      const [box, caret, keys] = await Promise.all([field, field.locator('.tv-caret'), page.locator('.tv-keyboard')].map((one) => one.boundingBox()));
      expect(box && keys && box.y + box.height <= keys.y, `${name} above the keys`).toBe(true);
      expect(box && caret && caret.y >= box.y && caret.y + caret.height <= box.y + box.height, `the caret in ${name}`).toBe(true);
      await page.locator('.tv-keyboard [data-focus="key-done"]').click();
      if (name === 'scale') await option(page, 'scale', 3).click();
      if (part !== 'comment' || name !== 'one') await nextOf(page).click();
    }
  });
}

for (const [width, height] of [[1280, 720], [1920, 1080]] as const) {
  test(`a list at the side leaves its heading and its counter whole: ${width}x${height}`, async ({ page, program, publishQuestions, picture }) => {
    const choices = Array.from({ length: 14 }, (_, at) => `Option ${at + 1}`);
    const { slug } = await publishQuestions([{ type: 'dropdown', name: 'list', title: 'Pick one of many', choices }]);
    await page.setViewportSize({ width, height });
    await page.goto(`${program.url}/s/${slug}?layout=tv`);
    await tile(page, 'list').locator('[aria-haspopup=dialog]').click();
    const side = page.locator('.tv-side');
    for (const at of [0, 7, 13]) {
      await new Remote(page).reach(side.getByRole('radio').nth(at));
      const box = async (part: string) => (await side.locator(part).boundingBox()) ?? { y: 0, height: 0 };
      const [heading, list, row, foot] = await Promise.all(['h2', '.tv-list', '.is-focused', '.tv-side-foot'].map(box));
      const ring = (height / 45) * 0.4167;
      expect(list?.y, 'the heading').toBeGreaterThanOrEqual((heading?.y ?? 0) + (heading?.height ?? 0));
      expect(foot?.y, 'the counter').toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
      expect((row?.y ?? 0) - ring, 'the ring above').toBeGreaterThanOrEqual(list?.y ?? 0);
      expect((row?.y ?? 0) + (row?.height ?? 0) + ring, 'the ring below').toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
    }
    await picture(page, `tv-side-${height}`);
  });
}

test('a keyboard of metal writes, its space bar too once a letter has come from it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'words' }]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await expect(tile(page, 'words').locator('[data-focus]').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.tv-keyboard')).toBeVisible();
  await page.keyboard.type('a b');
  await expect(tile(page, 'words')).toContainText('a b');
});
