// Layout, theme and language together, for what is looked at in all of them.
import type { Page } from '@playwright/test';

/** Each pair of values of any two columns stands in some row. */
export const looks = [
  ['desktop', 'light', 'en'], ['desktop', 'dark', 'he'], ['desktop', 'more', 'en'],
  ['mobile', 'light', 'he'], ['mobile', 'dark', 'en'], ['mobile', 'more', 'he'],
  ['tv', 'light', 'en'], ['tv', 'dark', 'he'], ['tv', 'more', 'en'],
] as const;

type Look = (typeof looks)[number];

/** A screen of that kind, with the theme or the contrast that somebody chose on an earlier visit. */
export async function lookAs(page: Page, layout: Look[0], look: Look[1]): Promise<void> {
  if (layout === 'tv') await page.setViewportSize({ width: 1920, height: 1080 });
  if (layout === 'mobile') await page.setViewportSize({ width: 360, height: 740 });
  await page.addInitScript((chosen) => {
    if (chosen === 'more') localStorage.setItem('tessera.contrast', 'more');
    else localStorage.setItem('tessera.theme', chosen);
  }, look);
}
