// A device that has no room any more after it had some: what it does not take, the page sends; and the draft stays until the answers are safe.
import type { Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const pages = ['a', 'b'].map((name) => ({ elements: [{ type: 'text', name }] }));
const both = [expect.objectContaining({ completed: true, answers: { a: 'first', b: 'second' } })];
const field = (page: Page, name: string) => tile(page, name).locator('input');
const send = (page: Page) => button(page, 'en', 'send').click();
const setFull = (page: Page) => page.evaluate(() => Object.assign(window, { isFull: true }));

/** How browsers say that there is no room: at once, or once they try to put it on the disk. */
const ways = ['at once', 'in the end'] as const;

/** Storage as it is, until it is full. */
async function storageThatFills(page: Page, way: (typeof ways)[number]): Promise<void> {
  await page.addInitScript((isAtOnce) => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...what: Parameters<typeof put>) {
      if ('isFull' in window && isAtOnce) throw new DOMException('no room', 'QuotaExceededError');
      if ('isFull' in window) queueMicrotask(() => this.transaction.abort());
      return put.apply(this, what);
    };
  }, way === 'at once');
}

/** At the end of the form, with everything before it kept. */
async function toTheEnd(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await field(page, 'a').fill('first');
  await button(page, 'en', 'next').click();
  await field(page, 'b').fill('second');
  await page.waitForTimeout(600);
}

for (const way of ways) {
  test(`a save that the device refuses ${way} goes out from the page`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    const address = `${program.url}/s/${slug}?layout=desktop`;
    await storageThatFills(page, way);
    await toTheEnd(page, address);
    await setFull(page);
    await send(page);
    await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
    expect(await program.responses(slug)).toEqual(both);
    // What has arrived is no draft any more.
    await page.goto(address);
    await expect(field(page, 'a')).toHaveValue('');
  });

  test(`what is finished offline and the device refuses ${way} is still a draft`, async ({ context, page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], { pages });
    const address = `${program.url}/s/${slug}?layout=desktop`;
    await storageThatFills(page, way);
    await toTheEnd(page, address);
    await setFull(page);
    await context.setOffline(true);
    await send(page);
    await expect(finished(page)).toHaveText(message('en', 'respond.done.title_memory'));
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await expect(field(again, 'b')).toHaveValue('second');
    await send(again);
    await expect(finished(again)).toHaveText(message('en', 'respond.done.title'));
    expect(await program.responses(slug)).toEqual(both);
  });
}

test('what the device refuses offline goes out once the line is back', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  await storageThatFills(page, 'in the end');
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await expect(field(page, 'a')).toBeVisible();
  await setFull(page);
  await context.setOffline(true);
  await field(page, 'a').fill('first');
  await button(page, 'en', 'next').click();
  await expect(page.getByText(message('en', 'respond.saved.memory')).first()).toBeVisible();
  await field(page, 'b').fill('second');
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title_memory'));
  await context.setOffline(false);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'), { timeout: 20_000 });
  expect(await program.responses(slug)).toEqual(both);
});

test('a device that refuses what is noted about a save is not asked again and again', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  await storageThatFills(page, 'at once');
  await toTheEnd(page, `${program.url}/s/${slug}?layout=desktop`);
  await context.setOffline(true);
  await send(page);
  let tries = 0;
  page.on('request', (request) => (tries += request.url().endsWith('/api/v1/responses') ? 1 : 0));
  await expect(page.getByText(message('en', 'respond.done.you_waiting'))).toBeVisible();
  await setFull(page);
  await page.waitForTimeout(4_000);
  expect(tries).toBeLessThan(8);
  await context.setOffline(false);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'), { timeout: 20_000 });
  expect(await program.responses(slug)).toEqual(both);
});

test('what waits when the browser takes its storage away goes out from the page', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  await page.addInitScript(() => {
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...what: Parameters<typeof begin>) {
      if ('isLost' in window) throw new DOMException('the connection is closing', 'InvalidStateError');
      return begin.apply(this, what);
    };
  });
  let isAway = true;
  await page.route('**/api/v1/responses', (route) => (isAway ? route.abort() : route.continue()));
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await field(page, 'a').fill('first');
  await button(page, 'en', 'next').click();
  await expect(page.getByText(message('en', 'respond.saved.waiting_text'))).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isLost: true }));
  isAway = false;
  const stored = () => program.responses(slug);
  await expect.poll(stored, { timeout: 20_000 }).toEqual([expect.objectContaining({ completed: false, answers: { a: 'first' } })]);
  await field(page, 'b').fill('second');
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect(await stored()).toEqual(both);
});
