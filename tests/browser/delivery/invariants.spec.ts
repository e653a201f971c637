// What holds in every layout: the invariants of the behavior specification, one test each and layout.
import type { Page } from '@playwright/test';
import { button, finished, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { expectFocusInside } from '../support/people';
import { type Layout, focusedQuestion, told } from '../support/screen';
import { expect, test } from '../support/test';

const layouts: Layout[] = ['desktop', 'mobile', 'tv'];
const families = [
  { type: 'boolean', name: 'boolean' },
  { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10 },
  { type: 'rating', name: 'stars', rateType: 'stars' },
  { type: 'rating', name: 'smileys', rateType: 'smileys' },
  { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'], showOtherItem: true },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'c'], showNoneItem: true },
  { type: 'dropdown', name: 'short', choices: ['a', 'b', 'c'] },
  { type: 'dropdown', name: 'list', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
  ...['text', 'number', 'date', 'time', 'datetime-local', 'month', 'week', 'range', 'color', 'email', 'tel', 'url', 'password'].map((inputType) => ({
    type: 'text',
    name: inputType,
    inputType,
  })),
  { type: 'comment', name: 'comment' },
];
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const backOf = (page: Page) => page.getByRole('button', { name: message('en', 'respond.back'), exact: true });

for (const layout of layouts) {
  test(`nothing is chosen beforehand, and what is skipped is absent: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions(families);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    for (let screen = 0; screen < families.length; screen += 1) {
      await expect(page.locator('[data-question]:visible').or(finished(page)).first()).toBeVisible();
      if (await finished(page).isVisible()) break;
      await expect(page.locator('[aria-checked=true], [aria-selected=true]')).toHaveCount(0);
      const here = (await shown(page)).join();
      await nextOf(page).click();
      await expect.poll(async () => (await shown(page)).join()).not.toBe(here);
    }
    await expect(finished(page)).toBeVisible();
    await expect.poll(async () => (await program.responses(slug)).map((one) => JSON.stringify(one.answers))).toEqual(['{}']);
  });

  test(`what the survey itself answers is shown and sent: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'], defaultValue: 'b' }]);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
    await expect(page.locator('[aria-checked=true]')).toHaveCount(1);
    await nextOf(page).click();
    await expect.poll(async () => (await program.responses(slug)).map((one) => JSON.stringify(one.answers))).toEqual(['{"one":"b"}']);
  });

  test(`a wrong Next goes to the first wrong question and says why: ${layout}`, async ({ page, program, publishQuestions }) => {
    const must = (name: string) => ({ type: 'radiogroup', name, choices: ['a', 'b'], isRequired: true });
    const { slug } = await publishQuestions([{ type: 'comment', name: 'free' }, must('first'), must('second')]);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await expect(tile(page, 'free')).toBeVisible();
    if (layout !== 'desktop') {
      await nextOf(page).click();
      await expect(tile(page, 'first')).toBeVisible();
    }
    await nextOf(page).click();
    const group = tile(page, 'first').getByRole('radiogroup');
    await expect(group).toHaveAccessibleDescription(new RegExp(message('en', 'respond.errors.required_choice')));
    await expect(group).toHaveAttribute('aria-invalid', 'true');
    await expect.poll(() => focusedQuestion(page)).toBe('first');
    const spoken = page.locator('[role=alert], [role=status], [aria-live]:not([aria-live=off])');
    const words = layout === 'desktop' ? '2 answers' : message('en', 'respond.errors.required_choice');
    await expect(spoken.filter({ hasText: words })).toHaveCount(1);
  });

  test(`the focus never falls out of the survey: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions(
      [{ type: 'boolean', name: 'more' }, { type: 'comment', name: 'why', visibleIf: '{more} = true' }, { type: 'text', name: 'end' }],
      { goNextPageAutomatic: false },
    );
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    const yes = tile(page, 'more').getByRole('radio').first();
    await yes.focus();
    await page.keyboard.press(layout === 'tv' ? 'Enter' : 'Space');
    await expect(yes).toHaveAttribute('aria-checked', 'true');
    await expectFocusInside(page);
    await page.keyboard.press('Delete');
    await expectFocusInside(page);
    for (const step of [nextOf, nextOf]) {
      if (await finished(page).isVisible()) break;
      await step(page).focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
      await expectFocusInside(page);
    }
    if ((await backOf(page).count()) > 0) {
      await backOf(page).focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
      await expectFocusInside(page);
    }
  });
}

/** Two pages of one question, answered, the second shown. */
async function onTheSecond(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await tile(page, 'one').getByRole('radio').nth(1).click();
  await page.waitForTimeout(600);
  if ((await shown(page)).includes('one')) await nextOf(page).click();
  await expect(tile(page, 'last')).toBeVisible();
}

for (const layout of layouts) {
  test(`Back by the button or a key and by the browser are one and the same: ${layout}`, async ({ page, program, publishQuestions }) => {
    const pages = [
      { name: 'p1', elements: [{ type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] }] },
      { name: 'p2', elements: [{ type: 'comment', name: 'last' }] },
    ];
    const { slug } = await publishQuestions([], { pages });
    const seen: string[][] = [];
    for (const way of ['own', 'browser']) {
      await onTheSecond(page, `${program.url}/s/${slug}?layout=${layout}`);
      if (way === 'browser') await page.evaluate(() => history.back());
      else if (layout === 'tv') await page.keyboard.press('Escape');
      else await backOf(page).click();
      await expect(tile(page, 'one')).toBeVisible();
      await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
      seen.push(await told(page));
    }
    expect(seen[0]).toEqual(seen[1]);
  });
}

for (const layout of ['desktop', 'mobile'] as const) {
  test(`with nothing before it, one Back of the browser leaves: ${layout}`, async ({ page, program, publishQuestions }) => {
    const pages = [{ elements: [{ type: 'radiogroup', name: 'one', choices: ['a', 'b'] }] }, { elements: [{ type: 'comment', name: 'last' }] }];
    const { slug } = await publishQuestions([], { pages });
    for (const place of ['the first question', 'the end']) {
      await page.goto(`${program.url}/`);
      await onTheSecond(page, `${program.url}/s/${slug}?layout=${layout}`);
      if (place === 'the end') await nextOf(page).click();
      else await backOf(page).click();
      await expect(place === 'the end' ? finished(page) : tile(page, 'one')).toBeVisible();
      await page.evaluate(() => setTimeout(() => history.back()));
      await expect(page, place).toHaveURL(`${program.url}/`);
    }
  });
}
