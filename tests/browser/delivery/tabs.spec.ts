// Two tabs of one browser with the same form, opened before anything was answered: one person, one response, and no answer of either tab lost.
import type { BrowserContext, Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { bytes } from '../support/answers';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const field = (page: Page, name: string) => tile(page, name).locator('input');
const send = (page: Page) => button(page, 'en', 'send').click();
const next = (page: Page) => button(page, 'en', 'next').click();
/** Long enough for a burst of key strokes to be kept. */
const settled = (page: Page) => page.waitForTimeout(600);

async function twoTabs(context: BrowserContext, page: Page, address: string): Promise<Page> {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(address);
    await expect(field(tab, 'a')).toBeVisible();
  }
  return other;
}

/** What the browser says to a tab that a person comes to; Playwright holds every tab for the one in front. */
const comeTo = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')));

const all = ['a', 'b', 'c'].map((name) => ({ type: 'text', name }));

for (const pause of ['after a while', 'at once']) {
  test(`what the first tab kept, the second sends along: ${pause}`, async ({ context, page, program, publishQuestions }) => {
    const { slug } = await publishQuestions(all);
    const other = await twoTabs(context, page, `${program.url}/s/${slug}?layout=desktop`);
    await field(page, 'a').fill('first');
    await settled(page);
    await field(other, 'b').fill('second');
    if (pause === 'after a while') {
      await expect(field(other, 'a')).toHaveValue('first');
      await expect(field(other, 'b')).toBeFocused();
      await expect(field(other, 'b')).toHaveValue('second');
    }
    await send(other);
    await expect(finished(other)).toHaveText(message('en', 'respond.done.title'));
    await page.close();
    expect((await program.responses(slug)).map((one) => [one.completed, bytes(one.answers)])).toEqual([[true, bytes({ a: 'first', b: 'second' })]]);
  });
}

test('the first tab takes up what the second kept as soon as the person comes back to it', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions(all);
  const other = await twoTabs(context, page, `${program.url}/s/${slug}?layout=desktop`);
  await field(page, 'a').fill('first');
  await settled(page);
  await field(other, 'b').fill('second');
  await settled(other);
  await comeTo(page);
  await expect(field(page, 'b')).toHaveValue('second');
  // What is changed again holds wherever it was changed last.
  await field(page, 'b').fill('better');
  await settled(page);
  await comeTo(other);
  await expect(field(other, 'b')).toHaveValue('better');
  await field(other, 'c').fill('third');
  await settled(other);
  await comeTo(page);
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes({ a: 'first', b: 'better', c: 'third' })]);
});

test('two tabs answered in the same moment are one response', async ({ context, page, program, publishQuestions }) => {
  const pages = all.map((one) => ({ elements: [one] }));
  const { slug } = await publishQuestions([], { pages });
  const other = await twoTabs(context, page, `${program.url}/s/${slug}?layout=desktop`);
  await Promise.all([field(page, 'a').fill('here'), field(other, 'a').fill('there')]);
  await Promise.all([next(page), next(other)]);
  await field(other, 'b').fill('of the other');
  await next(other);
  await settled(other);
  await comeTo(page);
  await field(page, 'b').fill('of the first');
  await next(page);
  await field(page, 'c').fill('end');
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  const stored = await program.responses(slug);
  expect(stored.map((one) => one.completed)).toEqual([true]);
  expect(stored[0]?.answers).toMatchObject({ b: 'of the first', c: 'end' });
  expect(['here', 'there']).toContain(stored[0]?.answers.a);
});

test('a tab where nothing was answered leaves nothing, whatever the form itself answers', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'radiogroup', name: 'one', choices: ['a', 'b'], defaultValue: 'b' }, { type: 'text', name: 'a' }]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  await settled(page);
  const saved = page.getByText(message('en', 'respond.saved.here')).or(page.getByText(message('en', 'respond.saved.sent'), { exact: true }));
  await expect(saved.filter({ visible: true })).toHaveCount(0);
  await page.reload();
  await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  await expect(saved.filter({ visible: true })).toHaveCount(0);
  expect(await program.responses(slug)).toEqual([]);
  await field(page, 'a').fill('mine');
  await expect(saved.filter({ visible: true }).first()).toBeVisible();
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes({ a: 'mine', one: 'b' })]);
});
