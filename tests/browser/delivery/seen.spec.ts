// What is seen where the device has its own mind (I9): its few colors, no motion, motion; in each layout.
import type { Locator, Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { type Layout, told } from '../support/screen';
import { expect, test } from '../support/test';

const one = { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] };
const families = [
  one,
  { type: 'boolean', name: 'yes' },
  { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10 },
  { type: 'rating', name: 'stars', rateType: 'stars' },
  { type: 'rating', name: 'smileys', rateType: 'smileys' },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'c'] },
];
const layouts: Layout[] = ['desktop', 'mobile', 'tv'];
const optionOf = (page: Page, name: string, at: number) => tile(page, name).locator('[role=radio], [role=checkbox]').nth(at);
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();

/** What of an element is left when shadows and pictures are taken away: its own and its marks' color, line and outline. */
async function drawn(option: Locator): Promise<string> {
  return option.evaluate((element) =>
    [element, ...element.querySelectorAll('.mark, .tv-mark, svg, span')]
      .map((part) => getComputedStyle(part))
      .map((style) => [style.backgroundColor, style.color, style.fill, style.borderTopColor, style.borderTopStyle].join())
      .join(' '),
  );
}

/** The outline round what has the focus, in pixels; shadows are not drawn with forced colors. */
async function ring(page: Page): Promise<number> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement ?? document.body);
    return style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  });
}

for (const layout of layouts) {
  test(`with the device's few colors the focus and what is chosen are seen: ${layout}`, async ({ page, program, publishQuestions, picture }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const { slug } = await publishQuestions(families);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    for (const { name } of families) {
      await expect(optionOf(page, name, 0)).toBeVisible();
      const before = await drawn(optionOf(page, name, 1));
      await optionOf(page, name, 0).focus();
      await page.keyboard.press(layout === 'tv' ? 'ArrowRight' : 'Space');
      await optionOf(page, name, 1).focus();
      expect(await ring(page), `ring on ${name}`).toBeGreaterThanOrEqual(2);
      await page.keyboard.press(layout === 'tv' ? 'Enter' : 'Space');
      await expect(optionOf(page, name, 1)).toHaveAttribute('aria-checked', 'true');
      expect(await drawn(optionOf(page, name, 1)), `chosen ${name}`).not.toBe(before);
      await nextOf(page).focus();
      expect(await ring(page), 'ring on the button').toBeGreaterThanOrEqual(2);
      if (layout !== 'desktop') await nextOf(page).press('Enter');
    }
    await picture(page, `forced-${layout}`);
  });

  test(`a device without motion sees none, one with motion ends at the same: ${layout}`, async ({ page, program, publishQuestions }) => {
    const seen: string[][] = [];
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      await page.emulateMedia({ reducedMotion });
      const { slug } = await publishQuestions([], { pages: [{ elements: [one] }, { elements: [{ type: 'comment', name: 'last' }] }] });
      await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
      await optionOf(page, 'one', 1).focus();
      await page.keyboard.press(layout === 'tv' ? 'Enter' : 'Space');
      await nextOf(page).focus();
      await page.keyboard.press('Enter');
      const moving = await page.evaluate(() => document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration ?? 0)));
      if (reducedMotion === 'reduce') expect(moving.filter((millis) => millis > 1)).toEqual([]);
      await expect(tile(page, 'last')).toBeVisible();
      seen.push(await told(page));
      await nextOf(page).press('Enter');
      await expect(finished(page)).toBeVisible();
    }
    expect(seen[0]).toEqual(seen[1]);
  });
}

/** Whether any of the words found by one selector lies where a picture found by the other is drawn. */
async function liesBehindWords(page: Page, picture: string, words: string): Promise<boolean> {
  return page.evaluate(
    ([picture, words]) => {
      const boxes = (selector: string) => [...document.querySelectorAll(selector)].flatMap((one) => [...one.getClientRects()]);
      const drawn = boxes(picture).filter((box) => box.width > 0);
      return boxes(words).some((word) => drawn.some((box) => word.left < box.right && box.left < word.right && word.top < box.bottom && box.top < word.bottom));
    },
    [picture, words] as const,
  );
}

test('the wall of the finished page never lies behind words, whatever the window', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([one], { completedHtml: `<p>${'Many words of thanks by the author of these questions. '.repeat(4)}</p>` });
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await nextOf(page).click();
  await expect(finished(page)).toBeVisible();
  for (const [width, height] of [[320, 568], [360, 740], [768, 1024], [844, 390], [1000, 800], [1280, 800], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height });
    expect(await liesBehindWords(page, '.finished-art path', '.finished h1, .finished p, .finished li span'), `${width}x${height}`).toBe(false);
    await picture(page, `done-${width}x${height}`);
  }
});

test('twelve tiles of progress and their words fit side by side on a phone', async ({ page, program, publishQuestions }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const { slug } = await publishQuestions(Array.from({ length: 12 }, (_, at) => ({ ...one, name: `q${at}` })));
  for (const language of ['en', 'he', 'ru', 'pl', 'fr']) {
    await page.goto(`${program.url}/s/${slug}?layout=mobile&lang=${language}`);
    await expect(tile(page, 'q0')).toBeVisible();
    expect(await liesBehindWords(page, '.progress-tiles i', 'header .num'), language).toBe(false);
  }
});

/** What is written beyond the sides of the window, but for the television's help, which is cut. The window that was set, since a phone's own idea of its width grows with the page. */
async function beyondSides(page: Page): Promise<string[]> {
  return page.evaluate((width) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const range = document.createRange();
      range.selectNodeContents(text);
      const sides = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      if (!text.parentElement?.closest('.hidden, .tv-does') && sides.some((box) => box.left < -1 || box.right > width + 1)) found.push(text.textContent ?? '');
    }
    if (document.documentElement.scrollWidth > width) found.push(`the page: ${document.documentElement.scrollWidth}`);
    return found;
  }, page.viewportSize()?.width ?? 0);
}

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);
const worded = [
  { type: 'text', name: 'text', title: word, description: word, defaultValue: word },
  { type: 'radiogroup', name: 'one', title: 'Is it {text}?', choices: [word, 'no'] },
  { type: 'checkbox', name: 'many', choices: [word, 'no'], isRequired: true, requiredErrorText: word },
  { type: 'dropdown', name: 'list', choices: [word, 'no'], defaultValue: word },
  { type: 'boolean', name: 'yes', labelTrue: word, labelFalse: 'no' },
  { type: 'rating', name: 'scale', rateMax: 5, minRateDescription: word, maxRateDescription: word },
  { type: 'rating', name: 'words', rateValues: [{ value: 1, text: word }, 'no'] },
  { type: 'html', name: 'html', html: `<p>${word}</p>` },
  { type: 'comment', name: 'last', defaultValue: word },
];

for (const layout of layouts) {
  test(`a word of any length breaks and widens nothing: ${layout}`, async ({ page, program, publishQuestions, picture }) => {
    const { slug } = await publishQuestions(worded, { title: word, description: word, showPreviewBeforeComplete: true });
    await page.setViewportSize({ desktop: { width: 1280, height: 800 }, mobile: { width: 360, height: 740 }, tv: { width: 1280, height: 720 } }[layout]);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    const goOn = button(page, 'en', 'next', 'check');
    for (const { name } of worded) {
      await expect(tile(page, name)).toBeVisible();
      expect(await beyondSides(page), name).toEqual([]);
      await picture(page, `word-${layout}-${name}`);
      const isRefused = name === (layout === 'desktop' ? 'last' : 'many');
      if (layout !== 'desktop' || isRefused) await goOn.click();
      if (!isRefused) continue;
      await expect(page.locator('.error, .tv-error').first()).toBeVisible();
      expect(await beyondSides(page), 'refused').toEqual([]);
      await picture(page, `word-${layout}-refused`);
      await optionOf(page, 'many', 0).click();
      await goOn.click();
    }
    await expect(page.getByRole('heading', { name: message('en', 'respond.preview_title') })).toBeVisible();
    expect(await beyondSides(page), 'all answers').toEqual([]);
    await picture(page, `word-${layout}-all`);
  });
}

for (const layout of layouts) {
  test(`an address without a survey says so: ${layout}`, async ({ page, program, axe, picture }) => {
    if (layout === 'mobile') await page.setViewportSize({ width: 360, height: 740 });
    for (const language of ['en', 'he']) {
      await page.goto(`${program.url}/s/no-such-survey?layout=${layout}&lang=${language}`);
      await expect(page.getByRole('heading', { level: 1, name: message(language, 'respond.unknown.title') })).toBeVisible();
      await axe(page);
      await picture(page, `unknown-${layout}-${language}`);
    }
  });
}

test('a browser too old for the program gets a sentence to act on, in its language', async ({ page, program, publishQuestions, axe, picture }) => {
  const { slug } = await publishQuestions([one]);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  for (const language of ['en', 'he', 'ru', 'pl', 'fr']) {
    await page.goto(`${program.url}/s/${slug}?lang=${language}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(message(language, 'respond.old.title'));
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'he' ? 'rtl' : 'ltr');
    await axe(page);
  }
  await picture(page, 'too-old');
});
