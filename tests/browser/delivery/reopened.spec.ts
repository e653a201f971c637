// A form that was closed by mistake: what came meanwhile stays on the device, and goes out once the form is open again.
import type { Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import type { Program } from '../support/program';
import { expect, test } from '../support/test';

const pages = ['a', 'b'].map((name) => ({ elements: [{ type: 'text', name }] }));
const field = (page: Page, name: string) => tile(page, name).locator('input');

/** Closes and reopens forms, as another program may. */
async function keeperOf(program: Program): Promise<(slug: string, what: 'close' | 'reopen') => Promise<void>> {
  const key = (await program.command('key', 'add', 'opens and closes', '--scope', 'forms:write')).trim();
  return async (slug, what) => {
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(`${program.url}/api/v1/forms/${slug}/${what}`, { method: 'POST', headers });
    expect(answer.status).toBe(200);
  };
}

/** The keys under which a page sends saves from now on. */
function keysOf(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/responses')) keys.push(request.headers()['idempotency-key'] ?? '');
  });
  return keys;
}

/** Everything that is on its way or about to be. */
const settled = (page: Page) => page.waitForTimeout(1_000);

test('what was finished while the form was closed goes out once, on the next visit when it is open', async ({ context, page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  const address = `${program.url}/s/${slug}?layout=desktop`;
  const set = await keeperOf(program);
  const before = keysOf(page);
  await page.goto(address);
  await field(page, 'a').fill('first');
  await button(page, 'en', 'next').click();
  await field(page, 'b').fill('second');
  await expect.poll(() => before.length).toBe(1);
  await set(slug, 'close');
  await button(page, 'en', 'send').click();
  const closed = page.getByRole('heading', { level: 1, name: message('en', 'respond.closed.title') });
  await expect(closed).toBeVisible();
  expect(before).toHaveLength(2);
  const last = before.slice(1);

  await page.reload();
  await expect(closed).toBeVisible();
  await settled(page);
  expect(before, 'while it is closed nothing is sent again').toHaveLength(2);

  await set(slug, 'reopen');
  const other = await context.newPage();
  const after = [keysOf(page), keysOf(other)];
  await Promise.all([page.goto(address), other.goto(address)]);
  await expect.poll(() => program.responses(slug)).toEqual([expect.objectContaining({ completed: true, answers: { a: 'first', b: 'second' } })]);
  await settled(page);
  expect(after.flat(), 'one of the two tabs sends it, under the key that it had').toEqual(last);
  await page.reload();
  await settled(page);
  expect(after.flat()).toHaveLength(1);
});

test('whoever was midway while the form was closed goes on, with what was refused', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], { pages });
  const address = `${program.url}/s/${slug}?layout=desktop`;
  const set = await keeperOf(program);
  const keys = keysOf(page);
  await page.goto(address);
  await field(page, 'a').fill('first');
  await set(slug, 'close');
  await button(page, 'en', 'next').click();
  await expect(page.getByText(message('en', 'respond.saved.refused_title'))).toBeVisible();
  expect(await program.responses(slug)).toEqual([]);

  await set(slug, 'reopen');
  await page.reload();
  await expect(field(page, 'b')).toBeVisible();
  await expect.poll(() => program.responses(slug)).toEqual([expect.objectContaining({ completed: false, answers: { a: 'first' } })]);
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  await field(page, 'b').fill('second');
  await button(page, 'en', 'send').click();
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect(await program.responses(slug)).toEqual([expect.objectContaining({ completed: true, answers: { a: 'first', b: 'second' } })]);
});
