// Without a network or storage, in each layout (I9): the person goes on, and nothing is lost.
import { answerAll, button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { Mouse, Remote } from '../support/people';
import { type Layout, forbidStorage } from '../support/screen';
import { expect, test } from '../support/test';

const questions = [
  { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] },
  { type: 'rating', name: 'stars', rateType: 'stars' },
];
const answers = { one: 'b', stars: 4 };

test('a reload with the server out of reach goes on with the form that was kept', async ({ page, ownProgram, line }) => {
  await ownProgram.publish('crates/server/src/samples/installation.json', 'visit');
  await page.goto(`${line.url}/s/visit?layout=mobile`);
  const names = () => page.locator('[data-question]:visible').getAttribute('data-question');
  const before = await names();
  await tile(page, before ?? '').getByRole('radio').nth(1).click();
  if ((await names()) === before) await button(page, 'en', 'next').click();
  await expect.poll(names).not.toBe(before);
  const here = await names();
  line.decide = (_method, path) => (path.startsWith('/api/') ? 'cut' : 'none');
  await page.reload();
  await expect(tile(page, here ?? '')).toBeVisible();
  await page.getByRole('button', { name: message('en', 'respond.back'), exact: true }).click();
  await expect(tile(page, before ?? '').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

for (const layout of ['desktop', 'mobile', 'tv'] as Layout[]) {
  test(`storage that throws, then no network: ${layout}`, async ({ context, page, program, publishQuestions }) => {
    await forbidStorage(page);
    const { slug, form } = await publishQuestions(questions);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await expect(tile(page, 'one')).toBeVisible();
    await context.setOffline(true);
    await answerAll(layout === 'tv' ? new Remote(page) : new Mouse(page), form, answers);
    await expect(finished(page)).toHaveText(message('en', 'respond.done.title_memory'));
    await context.setOffline(false);
    await expect.poll(() => program.responses(slug), { timeout: 20_000 }).toEqual([expect.objectContaining({ completed: true, answers })]);
  });
}

for (const layout of ['desktop', 'tv'] as Layout[]) {
  test(`whoever is done offline is told that only this page sends: ${layout}`, async ({ context, page, program, publishQuestions }) => {
    const { slug, form } = await publishQuestions(questions);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await expect(tile(page, 'one')).toBeVisible();
    await context.setOffline(true);
    await answerAll(layout === 'tv' ? new Remote(page) : new Mouse(page), form, answers);
    await expect(page.getByText(message('en', 'respond.done.you_waiting'))).toBeVisible();
    await expect(page.getByText(message('en', 'respond.done.you_text'))).toHaveCount(0);
    await context.setOffline(false);
    await expect(page.getByText(message('en', 'respond.done.you_text'))).toBeVisible({ timeout: 20_000 });
  });
}
