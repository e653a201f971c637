// Trying a published survey out: it is what respondents see to its last page, and nothing of it is kept, sent or counted.
import type { Page } from '@playwright/test';
import { answerAll, finished, tile } from '../support/answer';
import { message } from '../support/form';
import { Finger, Keyboard, Remote } from '../support/people';
import { expect, test } from '../support/test';

const survey = {
  pages: [
    { elements: [{ type: 'radiogroup', name: 'one', choices: ['a', 'b'] }] },
    { elements: [{ type: 'text', name: 'who', title: 'Who?', isRequired: true }] },
  ],
};
const people = { desktop: (page: Page) => new Keyboard(page), mobile: (page: Page) => new Finger(page), tv: (page: Page) => new Remote(page) };
const said = message('en', 'respond.saved.test_text');

test.use({ hasTouch: true });

for (const layout of ['desktop', 'mobile', 'tv'] as const) {
  test(`a test run tells nobody anything: ${layout}`, async ({ page, program, publishQuestions, axe, picture }) => {
    const { slug, form } = await publishQuestions([], survey);
    const told: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') told.push(`${request.method()} ${request.url()}`);
    });
    await page.goto(`${program.url}/s/${slug}?layout=${layout}&test`);
    await expect(page.getByText(said).filter({ visible: true })).toHaveCount(1);
    await axe(page);
    await picture(page, `test-run-${layout}`);
    await answerAll(people[layout](page), form, { one: 'b', who: 'Ann' });
    await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
    await expect(page.getByText(said).filter({ visible: true })).toHaveCount(1);
    await axe(page);
    await picture(page, `test-run-${layout}-done`);
    // Going elsewhere takes what waits along; there is nothing that waits.
    await page.goto(`${program.url}/icon.svg`);
    expect(told).toEqual([]);
    expect(await program.responses(slug)).toEqual([]);
  });
}

test('a test run leaves alone what is being answered for real', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([], survey);
  const radio = tile(page, 'one').getByRole('radio').nth(1);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await radio.click();
  await expect(page.getByText(message('en', 'respond.saved.here')).filter({ visible: true }).first()).toBeVisible();
  await page.waitForTimeout(600);
  await page.goto(`${program.url}/s/${slug}?layout=desktop&test`);
  await expect(radio).toHaveAttribute('aria-checked', 'false');
  await tile(page, 'one').getByRole('radio').first().click();
  await page.waitForTimeout(600);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await expect(radio).toHaveAttribute('aria-checked', 'true');
});
