// What each type of question does under a keyboard and a pointer at a desk: the lines of the behavior specification, one test each.
import type { Locator, Page } from '@playwright/test';
import { button, tile } from '../support/answer';
import { message } from '../support/form';
import { expect, test } from '../support/test';

const radio = (page: Page, name: string, at: number) => tile(page, name).getByRole('radio').nth(at);
const checked = (option: Locator, is = true) => expect(option).toHaveAttribute('aria-checked', String(is));
const focused = (page: Page) => page.locator(':focus');

test.beforeEach(async ({ page }) => {
  // A second tab stop behind the questions shows that nothing holds the focus back.
  await page.addInitScript(() => localStorage.setItem('tessera.layout', 'desktop'));
});

test.describe('boolean', () => {
  test('two radios in one group, no answer before somebody gives one', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'boolean', name: 'yes' }]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(tile(page, 'yes').getByRole('radiogroup').getByRole('radio')).toHaveCount(2);
    await checked(radio(page, 'yes', 0), false);
    await checked(radio(page, 'yes', 1), false);
  });

  test('Y and N answer only while the group has the focus', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'boolean', name: 'yes' }]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(tile(page, 'yes')).toBeVisible();
    await page.keyboard.press('y');
    await checked(radio(page, 'yes', 0), false);
    await radio(page, 'yes', 0).focus();
    await page.keyboard.press('n');
    await checked(radio(page, 'yes', 1));
    await page.keyboard.press('y');
    await checked(radio(page, 'yes', 0));
  });

  test('arrows move and check', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'boolean', name: 'yes' }]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'yes', 0).click();
    await page.keyboard.press('ArrowDown');
    await checked(radio(page, 'yes', 1));
    await expect(radio(page, 'yes', 1)).toBeFocused();
  });
});

test.describe('rating and scale', () => {
  const nps = { type: 'rating', name: 'nps', rateMin: 0, rateMax: 10, minRateDescription: 'Never', maxRateDescription: 'Surely' };

  test('digits answer, and 1 waits for a 0', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([nps]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'nps', 0).focus();
    await page.keyboard.press('7');
    await checked(radio(page, 'nps', 7));
    await page.keyboard.press('1');
    await page.keyboard.press('0');
    await checked(radio(page, 'nps', 10));
    await page.waitForTimeout(700);
    await page.keyboard.press('1');
    await page.waitForTimeout(700);
    await checked(radio(page, 'nps', 1));
  });

  test('Home and End go to the ends', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([nps]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'nps', 5).click();
    await page.keyboard.press('End');
    await checked(radio(page, 'nps', 10));
    await page.keyboard.press('Home');
    await checked(radio(page, 'nps', 0));
  });

  test('Delete takes the answer back unless one is required', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([nps, { ...nps, name: 'must', isRequired: true }]);
    await page.goto(`${program.url}/s/${slug}`);
    for (const [name, stays] of [['nps', false], ['must', true]] as const) {
      await radio(page, name, 5).click();
      await page.keyboard.press('Delete');
      await checked(radio(page, name, 5), stays);
    }
  });

  test('stars fill under the pointer and fall back when it leaves', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'rating', name: 'stars', rateType: 'stars' }]);
    await page.goto(`${program.url}/s/${slug}`);
    const filled = tile(page, 'stars').locator('[role=radio].is-filled');
    await radio(page, 'stars', 1).click();
    await radio(page, 'stars', 3).hover();
    await expect(filled).toHaveCount(4);
    await page.mouse.move(2, 2);
    await expect(filled).toHaveCount(2);
  });

  test('the ends are told with the group', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([nps]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(tile(page, 'nps').getByRole('radiogroup')).toHaveAccessibleDescription(/Never.*Surely/);
  });

  test('arrows follow the reading direction in Hebrew', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([nps], { title: { default: 'A', he: 'א' } });
    await page.goto(`${program.url}/s/${slug}?lang=he`);
    await radio(page, 'nps', 5).click();
    await page.keyboard.press('ArrowLeft');
    await checked(radio(page, 'nps', 6));
  });
});

test.describe('single choice', () => {
  const one = { type: 'radiogroup', name: 'one', choices: ['Amber', 'Birch', 'Cedar'], showOtherItem: true };

  test('one Tab stop; arrows move, check and wrap', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([one, { type: 'text', name: 'after' }]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(tile(page, 'one').locator('[role=radio][tabindex="0"]')).toHaveCount(1);
    await radio(page, 'one', 0).click();
    await page.keyboard.press('ArrowDown');
    await checked(radio(page, 'one', 1));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await checked(radio(page, 'one', 3));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await expect(tile(page, 'after').locator('input')).toBeFocused();
  });

  test('an arrow in an unanswered group goes on from the option that has the focus', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([one]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'one', 0).focus();
    await page.keyboard.press('ArrowDown');
    await checked(radio(page, 'one', 1));
    await expect(radio(page, 'one', 1)).toBeFocused();
    await checked(radio(page, 'one', 0), false);
  });

  test('letters find a label', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([one]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'one', 0).focus();
    await page.keyboard.type('ce');
    await checked(radio(page, 'one', 2));
  });

  test('"other" opens a box and the focus stays on the radio', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([one]);
    await page.goto(`${program.url}/s/${slug}`);
    await radio(page, 'one', 3).click();
    await expect(tile(page, 'one').getByRole('textbox')).toBeVisible();
    await expect(radio(page, 'one', 3)).toBeFocused();
  });
});

test.describe('multiple choice', () => {
  const many = { type: 'checkbox', name: 'many', choices: ['a', 'b', 'c'], showNoneItem: true, maxSelectedChoices: 2 };
  const box = (page: Page, at: number) => tile(page, 'many').getByRole('checkbox').nth(at);

  test('each box is a Tab stop and Space toggles it', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([many]);
    await page.goto(`${program.url}/s/${slug}`);
    await box(page, 0).focus();
    await page.keyboard.press('Space');
    await checked(box(page, 0));
    await page.keyboard.press('Tab');
    await expect(box(page, 1)).toBeFocused();
  });

  test('"none" excludes the others', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([many]);
    await page.goto(`${program.url}/s/${slug}`);
    await box(page, 0).click();
    await box(page, 3).click();
    await checked(box(page, 0), false);
    await checked(box(page, 3));
    await box(page, 1).click();
    await checked(box(page, 3), false);
  });

  test('at the most, the rest can be reached, says why, and cannot be taken', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([many]);
    await page.goto(`${program.url}/s/${slug}`);
    await box(page, 0).click();
    await box(page, 1).click();
    await expect(box(page, 2)).toHaveAttribute('aria-disabled', 'true');
    await expect(box(page, 2)).toHaveAccessibleDescription(/./);
    await box(page, 2).focus();
    await expect(box(page, 2)).toBeFocused();
    await page.keyboard.press('Space');
    await checked(box(page, 2), false);
  });
});

test.describe('dropdown', () => {
  const list = { type: 'dropdown', name: 'town', choices: ['Bergen', 'Bodø', 'Oslo', 'Tromsø', 'Trondheim', 'Stavanger', 'Hamar', 'Molde', 'Narvik'] };

  test('Alt and Down opens, Escape closes and then takes the answer back', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([list]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'town').getByRole('combobox');
    await field.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(field).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(field).not.toHaveValue('');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Escape');
    await expect(field).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('Escape');
    await expect(field).toHaveValue('');
  });

  test('typing filters, Enter picks, the number of matches is announced', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([list]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'town').getByRole('combobox');
    await field.focus();
    await page.keyboard.type('tro');
    await expect(tile(page, 'town').getByRole('option')).toHaveText([/Tromsø/, /Trondheim/]);
    await expect(page.locator('[aria-live=polite], [role=status]').filter({ hasText: '2' })).not.toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue(/Tro/);
  });
});

test.describe('text', () => {
  test('a screen reader hears when the room runs out, at 90 and at 100 percent', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'comment', name: 'words', maxLength: 20 }]);
    await page.goto(`${program.url}/s/${slug}`);
    const live = page.locator('[aria-live=polite]');
    await tile(page, 'words').locator('textarea').focus();
    await page.keyboard.type('x'.repeat(17));
    await expect(live.filter({ hasText: '2' })).toHaveCount(0);
    await page.keyboard.type('x');
    await expect(live.filter({ hasText: '2' })).not.toHaveCount(0);
    await page.keyboard.type('xx');
    await expect(live.filter({ hasText: message('en', 'respond.text.characters_none') })).not.toHaveCount(0);
  });

  test('Ctrl and Enter goes on, and Tab is never held back', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'comment', name: 'words' }]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'words').locator('textarea');
    await field.focus();
    await page.keyboard.press('Tab');
    await expect(field).not.toBeFocused();
    await field.focus();
    await page.keyboard.type('done');
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('#done-title')).toBeFocused();
  });
});

test.describe('number and date', () => {
  test('an impossible day stays as it was typed and is explained', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'text', name: 'day', inputType: 'date' }]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'day').locator('input');
    await field.fill('30.02.2026');
    await button(page, 'en', 'send', 'next').first().click();
    await expect(field).toHaveValue('30.02.2026');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/28/);
    await expect(focused(page)).toHaveCount(1);
  });

  test.describe('in a browser of the United States', () => {
    test.use({ locale: 'en-US' });

    test('a typed day is read in the order of the form, not of the browser', async ({ page, program, publishQuestions }) => {
      const { slug } = await publishQuestions([{ type: 'text', name: 'day', inputType: 'date' }], { locale: 'he' });
      await page.goto(`${program.url}/s/${slug}`);
      await expect(page.locator('html')).toHaveAttribute('lang', 'he');
      const field = tile(page, 'day').locator('input');
      await expect(field).toHaveAttribute('placeholder', /31\.12\.2026/);
      await field.fill('05/03/2026');
      await button(page, 'he', 'send', 'next').first().click();
      await expect(page.locator('#done-title')).toBeVisible();
      await expect.poll(async () => (await program.responses(slug)).map((one) => one.answers)).toEqual([{ day: '2026-03-05' }]);
    });
  });

  test('what is no number stays as it was typed and is explained', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([{ type: 'text', name: 'count', inputType: 'number', min: 1, max: 12 }]);
    await page.goto(`${program.url}/s/${slug}`);
    const field = tile(page, 'count').locator('input');
    await field.fill('many');
    await button(page, 'en', 'send', 'next').first().click();
    await expect(field).toHaveValue('many');
    await expect(field).toHaveAccessibleDescription(new RegExp(message('en', 'respond.errors.number').slice(0, 12)));
  });
});

test.describe('slider', () => {
  const how = { type: 'text', name: 'how', inputType: 'range', min: 0, max: 100, step: 5 };

  test('no answer before it is touched, and it says so', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([how]);
    await page.goto(`${program.url}/s/${slug}`);
    const range = tile(page, 'how').getByRole('slider');
    await expect(range).toHaveClass(/is-unset/);
    await expect(range).toHaveAttribute('aria-valuetext', message('en', 'respond.text.range_unset'));
    await range.focus();
    await page.keyboard.press('Tab');
    await expect(range).toHaveClass(/is-unset/);
  });

  test('Page keys go a tenth, and the box beside it takes a typed value', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([how]);
    await page.goto(`${program.url}/s/${slug}`);
    const range = tile(page, 'how').getByRole('slider');
    const box = tile(page, 'how').locator('input:not([type=range])');
    await box.fill('40');
    await box.press('Tab');
    await expect(range).toHaveValue('40');
    await range.focus();
    await page.keyboard.press('PageUp');
    await expect(range).toHaveValue('50');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await expect(range).toHaveValue('30');
    await expect(box).toHaveValue('30');
  });
});

test.describe('html, expression, panel', () => {
  test('words and sums are no Tab stops, a sum follows its answers, a panel is a named group', async ({ page, program, publishQuestions }) => {
    const { slug } = await publishQuestions([
      { type: 'html', name: 'words', html: '<p>Some <strong>words</strong>.</p>' },
      { type: 'panel', name: 'both', title: 'Two figures', elements: ['a', 'b'].map((name) => ({ type: 'text', name, inputType: 'number' })) },
      { type: 'expression', name: 'sum', title: 'Sum', expression: '{a} + {b}' },
    ]);
    await page.goto(`${program.url}/s/${slug}`);
    await expect(page.getByRole('group', { name: 'Two figures' })).toBeVisible();
    await tile(page, 'a').locator('input').focus();
    await page.keyboard.type('19');
    await page.keyboard.press('Tab');
    await expect(tile(page, 'b').locator('input')).toBeFocused();
    await page.keyboard.type('23');
    await page.keyboard.press('Tab');
    await expect(tile(page, 'sum')).toContainText('42');
    await expect(button(page, 'en', 'send').first()).toBeFocused();
  });
});
