// A save that is put down in the very moment in which the outbox deals with the one before it: the newest is the one that stays.
import type { Page, Route } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const pages = ['a', 'b'].map((name) => ({ elements: [{ type: 'text', name }] }));
const field = (page: Page, name: string) => tile(page, name).locator('input');

/** From `armed` on, the next time saves are read in this way, the person presses Send: what that puts down is behind the reading. */
async function sendWhileSavesAreRead(page: Page, way: 'get' | 'getAll'): Promise<void> {
  await page.addInitScript(
    ([way, label]) => {
      const read = IDBObjectStore.prototype[way];
      IDBObjectStore.prototype[way] = function (this: IDBObjectStore, ...query: [never]) {
        const request = read.apply(this, query);
        if (this.name === 'saves' && 'armed' in window) {
          delete window.armed;
          const send = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === label);
          queueMicrotask(() => send?.click());
        }
        return request;
      };
    },
    [way, message('en', 'respond.send')] as const,
  );
}

async function expectBoth(page: Page, stored: () => Promise<object[]>): Promise<void> {
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect(await stored()).toEqual([expect.objectContaining({ completed: true, answers: { a: 'first', b: 'second' } })]);
}

const refused = { type: '/problems/invalid-answers', kind: 'invalid-answers', title: 'No', status: 422, detail: 'Not so.' };
const ends: Record<string, (route: Route) => Promise<void>> = {
  arrives: (route) => route.continue(),
  'is cut off': (route) => route.abort(),
  'is refused': (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(refused) }),
};

for (const [end, answer] of Object.entries(ends)) {
  test(`the last save is put down while the one before it ${end}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    await sendWhileSavesAreRead(page, 'get');
    let held: Route | undefined;
    await page.route('**/api/v1/responses', async (route) => {
      if (held) await route.continue();
      else held = route;
    });
    await page.goto(`${program.url}/s/${slug}?layout=desktop`);
    await field(page, 'a').fill('first');
    await button(page, 'en', 'next').click();
    await field(page, 'b').fill('second');
    await expect.poll(() => held !== undefined).toBe(true);
    await page.waitForTimeout(600);
    await page.evaluate(() => Object.assign(window, { armed: true }));
    if (held) await answer(held);
    await expectBoth(page, () => program.responses(slug));
  });
}

test('the last save is put down while the network comes back for the one before it', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  await sendWhileSavesAreRead(page, 'getAll');
  let isAway = true;
  await page.route('**/api/v1/responses', (route) => (isAway ? route.abort() : route.continue()));
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await field(page, 'a').fill('first');
  await button(page, 'en', 'next').click();
  await field(page, 'b').fill('second');
  await expect(page.getByText(message('en', 'respond.saved.waiting_text'))).toBeVisible();
  await page.waitForTimeout(600);
  isAway = false;
  await page.evaluate(() => {
    Object.assign(window, { armed: true });
    dispatchEvent(new Event('online'));
  });
  await expectBoth(page, () => program.responses(slug));
});
