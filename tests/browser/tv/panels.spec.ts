// Panels that repeat, under a remote control: one question a screen, then a screen with a tile for each panel and one that adds.
import type { Page } from '@playwright/test';
import { button, tile } from '../support/answer';
import { bytes } from '../support/answers';
import { homes, homesAnswers } from '../support/homes';
import { Remote, expectFocusInside } from '../support/people';
import { expect, test } from '../support/test';

const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const town = (page: Page) => tile(page, 'town').locator('[role=textbox]').first();

test('panels are filled in, added and taken away by arrows and OK alone', async ({ page, program, publishQuestions, picture, axe }) => {
  test.setTimeout(120_000);
  const { slug } = await publishQuestions([homes]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  await remote.write(town(page), 'Rognan', 'Rognan');
  await remote.choose(nextOf(page));
  await remote.choose(tile(page, 'garden').getByRole('radio').first());
  await remote.choose(nextOf(page));
  await expect(tile(page, 'homes')).toBeVisible();
  await expectFocusInside(page);
  await axe(page);
  await picture(page, 'panels-tv');
  for (const name of ['Oslo', 'Bergen']) {
    await remote.choose(page.getByRole('button', { name: 'Another home' }));
    await expect(town(page)).toBeVisible();
    await expectFocusInside(page);
    await remote.write(town(page), name, name);
    await remote.choose(nextOf(page));
    await expect(tile(page, 'garden')).toBeVisible();
    await remote.choose(nextOf(page));
    await expect(tile(page, 'homes')).toBeVisible();
  }
  const last = tile(page, 'homes').getByRole('button', { name: /Home 3: Bergen/ });
  await remote.choose(last);
  await expect(last).toContainText('with all its answers?');
  await picture(page, 'panels-tv-confirm');
  await remote.press('Enter');
  await expect(last).toHaveCount(0);
  await expectFocusInside(page);
  await remote.choose(nextOf(page));
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(homesAnswers)]);
});
