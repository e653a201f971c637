// Lists that take many and lists that are put in order: what the journeys of all layouts ask about.
import { type Locator, type Page, expect } from '@playwright/test';
import { tile } from './answer';
import { message } from './form';

export const towns = ['Alta', 'Bergen', 'Drammen', 'Hamar', 'Harstad', 'Molde', 'Narvik', 'Oslo'];
export const order = { type: 'ranking', name: 'order', choices: ['Amber', 'Birch', 'Cedar', 'Dogwood'] };
export const best = { type: 'ranking', name: 'best', choices: ['Amber', 'Birch', 'Cedar'], selectToRankEnabled: true, minSelectedChoices: 1, maxSelectedChoices: 2 };

/** What stands at each place, from the top. */
export function placed(page: Page, name = 'order'): Promise<string[]> {
  return tile(page, name).locator('.rank-handle .option-text, .tv-rank .tv-place + span > :not(.hidden), .tv-rank .tv-place + span').evaluateAll((all) =>
    all.map((one) => [...one.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())?.textContent?.trim() ?? ''),
  );
}

/** The figures before them; a dash where nothing has a rank. */
export function figures(page: Page, name = 'order'): Promise<string[]> {
  return tile(page, name).locator('.rank-place, .tv-place').allTextContents();
}

export async function expectOrder(page: Page, wanted: string[], name = 'order'): Promise<void> {
  await expect.poll(() => placed(page, name)).toEqual(wanted);
}

export async function expectUnranked(page: Page, name = 'order'): Promise<void> {
  await expect.poll(async () => new Set(await figures(page, name))).toEqual(new Set(['–']));
}

/** The button that says that the order is right as it stands. */
export function asItIs(page: Page, language = 'en'): Locator {
  return page.getByRole('button', { name: message(language, 'respond.ranking.as_it_is') });
}

/** What was said last to people who listen. */
export function said(page: Page): Locator {
  return page.locator('[role=status][aria-live=polite]').first();
}
