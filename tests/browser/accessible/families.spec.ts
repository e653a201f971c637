// Nothing for axe to find: every family of question in each of its states, pairwise over layout, theme and direction.
import type { Page } from '@playwright/test';
import { answer, button, shown } from '../support/answer';
import type { Answers, Form } from '../support/form';
import { looks, lookAs } from '../support/looks';
import { Mouse, Remote } from '../support/people';
import { expect, test } from '../support/test';

interface Family { type: string; name: string; elements?: Family[]; [property: string]: unknown }
const families: Family[] = [
  { type: 'boolean', name: 'boolean' },
  { type: 'rating', name: 'scale', rateMin: 0, rateMax: 10, minRateDescription: 'No', maxRateDescription: 'Yes' },
  { type: 'rating', name: 'stars', rateType: 'stars' },
  { type: 'rating', name: 'smileys', rateType: 'smileys' },
  { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'], showOtherItem: true },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'c'], showNoneItem: true, maxSelectedChoices: 2 },
  { type: 'dropdown', name: 'list', choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
  { type: 'text', name: 'text', description: 'A hint.' },
  { type: 'text', name: 'number', inputType: 'number', min: 1 },
  { type: 'text', name: 'date', inputType: 'date' },
  { type: 'text', name: 'slider', inputType: 'range' },
  { type: 'comment', name: 'comment', maxLength: 100 },
  {
    type: 'panel', name: 'panel', title: 'A panel', description: 'What belongs together.',
    elements: [{ type: 'text', name: 'inner', title: 'Inside' }, { type: 'boolean', name: 'inside' }],
  },
  { type: 'html', name: 'html', html: '<p>Some <strong>words</strong>.</p>' },
  { type: 'expression', name: 'sum', title: 'Sum', expression: '1 + 1' },
];
const answers: Answers = {
  boolean: true, scale: 7, stars: 3, smileys: 4, one: 'other', 'one-Comment': 'Mine', many: ['a', 'b'], list: 'c', text: 'Some', number: 3, date: '2026-02-03',
  slider: 40, comment: 'More', inner: 'In', inside: false,
};
/** A television's own keyboard has the letters of the language it speaks; each is a dozen presses, so the words are short. */
const words: Record<string, Answers> = { en: answers, he: { ...answers, 'one-Comment': 'שלי', text: 'כמה', comment: 'עוד', inner: 'פה' } };

for (const [layout, look, language] of looks) {
  for (const state of ['empty', 'answered', 'error', 'disabled', 'read-only'] as const) {
    test(`${state} questions in ${layout}, ${look}, ${language}`, async ({ page, program, publishQuestions, axe, picture }) => {
      test.setTimeout(180_000);
      await lookAs(page, layout, look);
      const { slug, form } = await publishQuestions(families.map((one) => shaped(one, state, language)), {
        title: { default: 'Families', he: 'משפחות' },
        // Answers that can only be looked at.
        ...(state === 'read-only' ? { mode: 'display' } : {}),
      });
      await page.goto(`${program.url}/s/${slug}?layout=${layout}&lang=${language}`);
      await expect(page.locator('[data-question]:visible').first()).toBeVisible();
      if (state === 'read-only') await expect(page.locator('[data-question]:visible [aria-checked=true]').first()).toBeVisible();
      for (let screen = 0; screen <= families.length; screen += 1) {
        const names = await shown(page);
        if (state === 'answered') await answerShown(page, layout, form, names, words[language]);
        if (state === 'error') await button(page, language, 'next', 'send').first().click();
        await axe(page);
        await picture(page, `axe-${layout}-${look}-${language}-${state}-${names[0]}`);
        // A page shows all families at once; one question a screen shows them one by one.
        if (names.length > 1 || names.includes('sum')) break;
        if (state === 'error') await answerShown(page, layout, form, names, words[language]);
        const here = names.join();
        if ((await shown(page)).join() === here) await button(page, language, 'next', 'send').first().click();
        await expect.poll(async () => (await shown(page)).join()).not.toBe(here);
      }
    });
  }
}

/** A family in a state: what is asked in a panel is in the state too. */
function shaped(one: Family, state: string, language: string): object {
  const asks = !['html', 'expression', 'panel'].includes(one.type);
  const given = (words[language] ?? answers)[one.name];
  return {
    ...one,
    ...(one.elements ? { elements: one.elements.map((inner) => shaped(inner, state, language)) } : {}),
    ...(asks && state === 'error' ? { isRequired: true } : {}),
    ...(asks && state === 'disabled' ? { readOnly: true } : {}),
    ...(asks && state === 'read-only' ? { defaultValue: given } : {}),
  };
}

async function answerShown(page: Page, layout: string, form: Form, names: string[], answers: Answers): Promise<void> {
  const person = layout === 'tv' ? new Remote(page) : new Mouse(page);
  for (const name of names.filter((one) => one in answers)) await answer(person, form, name, answers);
}
