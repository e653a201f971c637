// Nothing for axe to find in the types that only the larger programs show: each in each of its states, over layout, theme and direction.
import type { Page } from '@playwright/test';
import { answer, button, tile } from '../support/answer';
import type { Answers } from '../support/form';
import { looks, lookAs } from '../support/looks';
import { Mouse, Remote } from '../support/people';
import { expect, test } from '../support/test';

const matrix = { type: 'matrix', name: 'matrix', description: 'A hint.', rows: ['a', 'b', 'c'], columns: ['x', 'y', 'z'] };
const figures = { type: 'matrix', name: 'figures', rows: ['a', 'b'], columns: [1, 2, 3, 4, 5, 6, 7], cells: { a: { 1: 'one' } } };
const tags = { type: 'tagbox', name: 'tags', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], maxSelectedChoices: 3 };
const order = { type: 'ranking', name: 'order', choices: ['k', 'l', 'm'] };
const best = { type: 'ranking', name: 'best', choices: ['k', 'l', 'm'], selectToRankEnabled: true };
const shot = { type: 'image', name: 'shot', imageLink: '/icon.svg', altText: 'A mark', imageWidth: 120 };
const broken = { type: 'image', name: 'broken', imageLink: '/nothing.png', altText: 'A cable' };
const families: { type: string; name: string; rows?: string[] }[] = [matrix, figures, tags, order, best, shot, broken];
const answers: Answers = { matrix: { a: 'x', b: 'y', c: 'z' }, figures: { a: 1, b: 7 }, tags: ['b', 'd'], order: ['m', 'k', 'l'], best: ['k'] };

for (const [layout, look, language] of looks) {
  for (const state of ['empty', 'answered', 'error', 'disabled'] as const) {
    test(`${state} questions in ${layout}, ${look}, ${language}`, async ({ page, program, publishQuestions, axe, picture }) => {
      test.setTimeout(120_000);
      await lookAs(page, layout, look);
      for (const family of families) {
        const shaped = { ...family, isRequired: state === 'error', eachRowRequired: state === 'error', readOnly: state === 'disabled' };
        // A picture asks nothing, so something has to.
        const asked = family.type === 'image' ? [family, { type: 'boolean', name: 'after' }] : [shaped];
        const { slug, form } = await publishQuestions(asked, { title: { default: 'Families', he: 'משפחות' } });
        await page.goto(`${program.url}/s/${slug}?layout=${layout}&lang=${language}`);
        await expect(tile(page, family.name)).toBeVisible();
        const person = layout === 'tv' ? new Remote(page) : new Mouse(page);
        if (state === 'answered' && family.name in answers) await answer(person, form, family.name, answers);
        if (state === 'error' && family.type !== 'image') await refuse(page, language, layout === 'tv' ? (family.rows?.length ?? 1) : 1, family.type);
        await axe(page);
        await picture(page, `axe-${layout}-${look}-${language}-${state}-${family.name}`);
      }
    });
  }
}

/** Goes on without an answer until that is refused: on a television every row is a screen. */
async function refuse(page: Page, language: string, screens: number, type: string): Promise<void> {
  for (let screen = 0; screen < screens; screen += 1) {
    const before = await page.locator('h1').first().textContent();
    await button(page, language, 'next', 'send').first().click();
    if (screen + 1 < screens) await expect(page.locator('h1').first()).not.toHaveText(before ?? '');
  }
  // A list that is put in order is a group, and a group is nothing that ARIA calls invalid: its error describes it.
  const sign = ['ranking', 'tagbox'].includes(type) ? '.is-invalid' : '[aria-invalid=true]';
  await expect(page.locator(sign).first()).toBeVisible();
}
