// A television with what is no list and no box: authored text longer than the screen, a computed value, a panel.
import type { Page } from '@playwright/test';
import { button, shown, tile } from '../support/answer';
import { Remote, expectFocusInside } from '../support/people';
import { expect, test } from '../support/test';

const nextOf = (page: Page) => button(page, 'en', 'next', 'send').first();
const last = { type: 'boolean', name: 'last' };

test('authored text longer than the screen is read by arrows, and OK goes on', async ({ page, program, publishQuestions, picture }) => {
  const html = Array.from({ length: 40 }, (_, at) => `<p>Line ${at + 1} of what has to be read.</p>`).join('');
  const { slug } = await publishQuestions([{ type: 'html', name: 'html', html }, last]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const prose = page.locator('.tv-prose');
  await expect(prose).toBeVisible();
  await expectFocusInside(page);
  const end = () => prose.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
  expect(await end()).toBeGreaterThan(100);
  await picture(page, 'tv-html');
  const remote = new Remote(page);
  await remote.reach(prose);
  for (let press = 0; press < 60 && (await end()) > 1; press += 1) await remote.press('ArrowDown');
  expect(await end()).toBeLessThanOrEqual(1);
  await expect(prose.getByText('Line 40 of')).toBeInViewport();
  await remote.press('ArrowDown');
  await expect(nextOf(page)).toBeFocused();
  await remote.press('Enter');
  expect(await shown(page)).toEqual(['last']);
});

test('a computed value follows the answers; the focus is on what goes on', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([
    { type: 'rating', name: 'count', rateMin: 0, rateMax: 10 },
    { type: 'expression', name: 'double', title: 'Twice that', expression: '{count} * 2' },
    last,
  ]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const remote = new Remote(page);
  for (const at of [4, 9]) {
    await remote.choose(tile(page, 'count').getByRole('radio').nth(at));
    await remote.choose(nextOf(page));
    await expect(tile(page, 'double')).toContainText('Twice that');
    await expect(tile(page, 'double').locator('.tv-computed')).toHaveText(String(at * 2));
    await expect(nextOf(page)).toBeFocused();
    await picture(page, 'tv-expression');
    await page.waitForTimeout(400);
    await remote.press('Escape');
    await expect(tile(page, 'count')).toBeVisible();
    await page.waitForTimeout(400);
  }
});

test('what a panel says stands over each of its questions, and over no other', async ({ page, program, publishQuestions, picture }) => {
  const { slug } = await publishQuestions([
    { type: 'boolean', name: 'before' },
    { type: 'panel', name: 'panel', title: 'Your home', description: 'As far as you know.', elements: [{ type: 'boolean', name: 'rooms' }, { type: 'boolean', name: 'floor' }] },
    last,
  ]);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  const says = page.getByText('Your home').or(page.getByText('As far as you know.')).filter({ visible: true });
  for (const [name, count] of [['before', 0], ['rooms', 2], ['floor', 2], ['last', 0]] as const) {
    await expect(tile(page, name)).toBeVisible();
    expect(await shown(page)).toEqual([name]);
    await expect(says).toHaveCount(count);
    await expectFocusInside(page);
    if (name === 'rooms') await picture(page, 'tv-panel');
    if (name !== 'last') {
      await new Remote(page).choose(nextOf(page));
      await expect(tile(page, name)).toBeHidden();
    }
  }
});
