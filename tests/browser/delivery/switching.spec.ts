// Going over to another layout keeps everything (I2): the television is a program of its own, which takes over what the other hands it.
import type { BrowserContext, Page } from '@playwright/test';
import { button, finished, shown, tile } from '../support/answer';
import { message } from '../support/form';
import { Remote } from '../support/people';
import { type Layout, focusedQuestion, forbidStorage, switchTo } from '../support/screen';
import { expect, test } from '../support/test';

const first = { type: 'radiogroup', name: 'first', choices: ['a', 'b', 'c'] };
const count = { type: 'text', name: 'count', inputType: 'number', min: 1, max: 12 };
const last = { type: 'boolean', name: 'last' };
const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const started = async (page: Page) => expect(page.locator('[data-question]:visible').first()).toBeVisible();

/** On a page with one good answer and one that is wrong, which is told and has the focus. */
async function withAnError(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?layout=desktop`);
  await tile(page, 'first').getByRole('radio').nth(1).click();
  await tile(page, 'count').locator('input').fill('many');
  await nextOf(page).click();
  await expect(tile(page, 'count').locator('input')).toHaveAttribute('aria-invalid', 'true');
}

async function goRound(page: Page, order: Layout[]): Promise<void> {
  for (const layout of order) {
    await switchTo(page, layout);
    if (layout !== 'desktop') expect(await shown(page)).toEqual(['count']);
    await expect(tile(page, 'count')).toContainText(message('en', 'respond.errors.number'));
    await expect(tile(page, 'count')).toContainText(layout === 'tv' ? 'many' : '');
    if (layout !== 'tv') await expect(tile(page, 'count').locator('input')).toHaveValue('many');
    await expect.poll(() => focusedQuestion(page), layout).toBe('count');
  }
}

test('every layout in turn keeps the answer, the place, the error and the focus', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([first, count, last]);
  await withAnError(page, `${program.url}/s/${slug}`);
  await goRound(page, ['mobile', 'tv', 'desktop', 'tv', 'mobile', 'desktop']);
  await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

test('the same where storage throws', async ({ page, program, publishQuestions }) => {
  await forbidStorage(page);
  const { slug } = await publishQuestions([first, count, last]);
  await withAnError(page, `${program.url}/s/${slug}`);
  await goRound(page, ['tv', 'mobile', 'tv', 'desktop']);
  await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

test('who chose the television in the menu gets out of it by arrows and OK, with the answer', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([first, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await tile(page, 'first').getByRole('radio').nth(1).click();
  const menu = page.getByRole('button', { name: message('en', 'respond.menu.settings') });
  await menu.click();
  await page.getByRole('button', { name: message('en', 'respond.menu.layout_tv') }).click();
  await expect(page.locator('html')).toHaveAttribute('data-layout', 'tv');
  const out = page.getByRole('button', { name: message('en', 'respond.tv.leave_layout') });
  await expect(out).toBeVisible();
  await picture(page, 'tv-by-choice');
  await new Remote(page).choose(out);
  await expect(page.locator('html')).toHaveAttribute('data-layout', 'desktop');
  await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  expect(await page.evaluate(() => localStorage.getItem('tessera.layout'))).toBeNull();
});

test('a television asked for by the address shows no way out of it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([first, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  await started(page);
  await expect(page.getByRole('button', { name: message('en', 'respond.tv.leave_layout') })).toHaveCount(0);
});

/** The network is gone, but the browser still has what the page once loaded. */
async function goOffline(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
}

test('offline, a program that was loaded before takes over with the answer', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([first, last]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await started(page);
  await switchTo(page, 'tv');
  await switchTo(page, 'desktop');
  await goOffline(context);
  await tile(page, 'first').getByRole('radio').nth(1).click();
  await switchTo(page, 'tv');
  await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

test('offline, a program that cannot be loaded leaves the person where they are', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([first, last]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'first').getByRole('radio').nth(1).click();
  await goOffline(context);
  await page.evaluate(() => {
    history.replaceState(history.state, '', '?layout=tv');
    dispatchEvent(new Event('resize'));
  });
  await page.waitForTimeout(1500);
  await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  await expect(page.locator('.boot-notice')).toHaveCount(0);
});

test('the finished page stays finished in every layout', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([last]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'last').getByRole('radio').first().click();
  await nextOf(page).click();
  await expect(finished(page)).toBeVisible();
  for (const layout of ['tv', 'mobile', 'tv', 'desktop'] as const) {
    await switchTo(page, layout);
    await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  }
  expect((await program.responses(slug)).length).toBe(1);
});

test('answers on their way while another layout takes over are told to have arrived', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([last]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'last').getByRole('radio').first().click();
  // The server has them at once, and the page that sent them hears of it only when another program has its place.
  await page.route('**/api/v1/responses', async (route) => {
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 2500));
    await route.fulfill({ response: answer });
  });
  await nextOf(page).click();
  await expect(finished(page)).toBeVisible();
  await switchTo(page, 'tv');
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).length).toBe(1);
});

test('the layout is chosen in the menu, and the answer goes along', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([first, last]);
  await page.goto(`${program.url}/s/${slug}`);
  await tile(page, 'first').getByRole('radio').nth(1).click();
  for (const [word, root] of [['layout_mobile', '.survey-s'], ['layout_tv', '.tv-stage']] as const) {
    await page.getByRole('button', { name: message('en', 'respond.menu.settings') }).click();
    await page.getByRole('button', { name: message('en', `respond.menu.${word}`), exact: true }).click();
    await expect(page.locator(root)).toBeVisible();
    // Longer than a phone waits before it goes on after a tap: this one was on another screen.
    await page.waitForTimeout(800);
    await expect(tile(page, 'first').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  }
});
