// What a link gives along: answers to begin with and hidden fields, on each screen, and nothing where it does not fit.
import type { Page } from '@playwright/test';
import { button, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const field = (page: Page, name: string) => tile(page, name).locator('input, textarea');
const next = (page: Page) => button(page, 'en', 'next').click();
const send = (page: Page) => button(page, 'en', 'send').click();
/** Long enough for an answer to be kept and sent. */
const settled = (page: Page) => page.waitForTimeout(600);

const survey = {
  hiddenFields: ['customer'],
  pages: [
    { elements: [{ type: 'radiogroup', name: 'one', choices: ['a', 'b'] }, { type: 'text', name: 'who', title: 'Who?' }] },
    { elements: [{ type: 'comment', name: 'why', title: 'Why?', visibleIf: '{customer} notempty' }] },
  ],
};
const link = '?answer.one=b&answer.who=Ann%20%26%20Bo&answer.customer=47%3C11&answer.nobody=x&answer.one=c';

for (const layout of ['desktop', 'mobile', 'tv']) {
  test(`a link answers to begin with, and is kept only when the person goes on: ${layout}`, async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([], survey);
    await page.goto(`${program.url}/s/${slug}${link.replace('&answer.one=c', '')}&layout=${layout}`);
    await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
    await settled(page);
    expect(await program.responses(slug)).toEqual([]);
  });
}

test('what was given is sent with what was answered, and what fits nothing is not', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], survey);
  await page.goto(`${program.url}/s/${slug}${link}&layout=desktop`);
  await expect(field(page, 'who')).toHaveValue('Ann & Bo');
  // What the question does not know is passed over.
  await expect(tile(page, 'one').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  await field(page, 'who').fill('Cy');
  await next(page);
  // It is asked, since the hidden field says something.
  await field(page, 'why').fill('Because.');
  await settled(page);
  await page.reload();
  // Who is midway has answered for themselves.
  await expect(field(page, 'why')).toHaveValue('Because.');
  await send(page);
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  const stored = await program.responses(slug);
  expect(stored.map((one) => one.answers)).toEqual([{ one: 'b', who: 'Cy', why: 'Because.', customer: '47<11' }]);
});
