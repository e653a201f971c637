// The browser's own Back and Forward, a reload and a closed tab: each finds the survey where a person expects it.
import type { Page } from '@playwright/test';
import { button, finished, shown, tile } from '../support/answer';
import { expect, test } from '../support/test';

const pages = ['a', 'b', 'c'].map((name) => ({ elements: [{ type: 'text', name }] }));
const field = (page: Page, name: string) => tile(page, name).locator('input');
const next = (page: Page) => button(page, 'en', 'next', 'send').first().click();
// Asked for in a task of its own, since the page may be gone when it happens.
const go = (page: Page, entries: number) => page.evaluate((by) => void setTimeout(() => history.go(by)), entries);
const at = (page: Page, name: string) => expect(tile(page, name)).toBeVisible();

for (const layout of ['desktop', 'mobile'] as const) {
  test(`Forward after Back goes on, as often as Back was pressed: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    await page.goto(`${program.url}/`);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    for (const name of ['a', 'b']) {
      await field(page, name).fill(`in ${name}`);
      await next(page);
    }
    await at(page, 'c');
    for (const [by, name] of [[-1, 'b'], [-1, 'a'], [1, 'b'], [1, 'c'], [-1, 'b'], [1, 'c']] as const) {
      await go(page, by);
      await at(page, name);
    }
    // Forward never sends.
    await go(page, 1);
    await page.waitForTimeout(300);
    expect(await shown(page)).toEqual(['c']);
    await go(page, -1);
    await at(page, 'b');
    await go(page, -1);
    await at(page, 'a');
    await expect(field(page, 'a')).toHaveValue('in a');
    await go(page, -1);
    await expect(page).toHaveURL(`${program.url}/`);
  });

  test(`Forward checks as Next does: ${layout}`, async ({ page, program, publishQuestions }) => {
    const strict = pages.map(({ elements: [one] }) => ({ elements: [{ ...one, isRequired: true }] }));
    const { slug } = await publishQuestions([], { pages: strict });
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await field(page, 'a').fill('something');
    await next(page);
    await at(page, 'b');
    await go(page, -1);
    await at(page, 'a');
    await field(page, 'a').fill('');
    await go(page, 1);
    await expect(tile(page, 'a').locator('[aria-invalid=true]')).toBeVisible();
    await field(page, 'a').fill('again');
    await next(page);
    await at(page, 'b');
    await go(page, -1);
    await at(page, 'a');
  });

  test(`a way of its own back leaves the history right: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    await page.goto(`${program.url}/`);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    for (const name of ['a', 'b']) {
      await at(page, name);
      await next(page);
    }
    await at(page, 'c');
    for (const name of ['b', 'a']) {
      await button(page, 'en', 'back').click();
      await at(page, name);
    }
    await next(page);
    await at(page, 'b');
    await go(page, -1);
    await at(page, 'a');
    await go(page, -1);
    await expect(page).toHaveURL(`${program.url}/`);
  });

  test(`after a reload and in a tab opened anew, Back and Forward go where they went: ${layout}`, async ({ context, page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    const address = `${program.url}/s/${slug}?layout=${layout}`;
    await page.goto(address);
    for (const name of ['a', 'b']) {
      await field(page, name).fill(`in ${name}`);
      await next(page);
    }
    await at(page, 'c');
    await page.waitForTimeout(600);
    await page.reload();
    await at(page, 'c');
    await go(page, -1);
    await at(page, 'b');
    await page.waitForTimeout(600);
    await page.reload();
    await at(page, 'b');
    await go(page, 1);
    await at(page, 'c');
    await page.waitForTimeout(600);
    await page.close();
    const again = await context.newPage();
    await again.goto(`${program.url}/`);
    await again.goto(address);
    await at(again, 'c');
    await go(again, -1);
    await at(again, 'b');
    await go(again, -1);
    await at(again, 'a');
    await expect(field(again, 'a')).toHaveValue('in a');
    await go(again, -1);
    await expect(again).toHaveURL(`${program.url}/`);
  });
}

test('Forward stops at the preview, which alone sends', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages: pages.slice(0, 2), showPreviewBeforeComplete: 'showAllQuestions' });
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await next(page);
  await at(page, 'b');
  await button(page, 'en', 'check').click();
  await expect(page.locator('#preview-title')).toBeVisible();
  await go(page, -1);
  await at(page, 'b');
  await go(page, 1);
  await expect(page.locator('#preview-title')).toBeVisible();
  await button(page, 'en', 'send').click();
  await expect(finished(page)).toBeVisible();
});

test('a save that Back causes names the question the person comes to', async ({ page, program, publishQuestions }) => {
  const questions = (...names: string[]) => ({ elements: names.map((name) => ({ type: 'text', name })) });
  const { slug } = await publishQuestions([], { pages: [questions('a', 'b'), questions('c')] });
  const places: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/responses')) places.push(request.postDataJSON().meta.last_shown);
  });
  await page.goto(`${program.url}/s/${slug}?layout=mobile`);
  for (const name of ['a', 'b']) {
    await at(page, name);
    await field(page, name).fill(`in ${name}`);
    await next(page);
  }
  await at(page, 'c');
  await expect.poll(() => places).toEqual(['c']);
  await field(page, 'c').fill('in c');
  await go(page, -1);
  await at(page, 'b');
  await expect.poll(() => places).toEqual(['c', 'b']);
});
