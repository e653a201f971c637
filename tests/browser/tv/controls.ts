// What on a television takes more than one press: the keyboard on the screen, wheels for days and times, a slider.
import { type Locator, type Page, expect } from '@playwright/test';
import { message } from '../support/form';
import type { Remote } from '../support/people';

/** Puts a value into whatever control stands for the field. */
export async function enter(remote: Remote, field: Locator, text: string, value: unknown): Promise<void> {
  switch (await field.getAttribute('role')) {
    case 'spinbutton':
      return turnWheels(remote, field, String(value));
    case 'slider':
      return slide(remote, field, Number(value));
    default:
      return writeOnScreen(remote, field, text);
  }
}

/** The language the screen speaks. */
function spoken(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}

/** Opens the keyboard, presses its keys one by one, and says that it is done. */
async function writeOnScreen(remote: Remote, field: Locator, text: string): Promise<void> {
  const keyboard = remote.page.locator('.tv-keyboard');
  const language = await spoken(remote.page);
  const key = (name: string) => keyboard.locator(`[data-focus="key-${name}"]`);
  await remote.choose(field);
  await expect(keyboard).toBeVisible();
  for (const letter of text) {
    if (letter === ' ') {
      await remote.choose(key('space'));
      continue;
    }
    const cap = keyboard.locator('[data-focus^="key-"]').filter({ hasText: new RegExp(`^${letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) });
    // Capitals, small letters, signs: at most each of them once.
    for (const other of ['shift', 'shift', 'signs', 'shift', 'shift']) {
      if ((await cap.count()) > 0) break;
      if ((await key(other).count()) > 0) await remote.choose(key(other));
    }
    await remote.choose(cap.first());
    const signs = key('signs');
    if ((await signs.count()) > 0 && (await signs.textContent()) === message(language, 'respond.tv.key_letters')) await remote.choose(signs);
  }
  await remote.choose(key('done'));
  await expect(keyboard).toBeHidden();
}

/** Turns each wheel to its part of the value: `2026-02-03`, `18:30`, `2026-03-04T15:30`, `2026-05`, `2026-W20`. */
async function turnWheels(remote: Remote, first: Locator, value: string): Promise<void> {
  const [, year, rest = ''] = /^(\d{4})-(.*)$/.exec(value) ?? [];
  const time = /(\d\d):(\d\d)$/.exec(value);
  const parts: Record<string, string | undefined> = {
    year,
    month: /^(\d\d)/.exec(rest)?.[1],
    day: /^\d\d-(\d\d)/.exec(rest)?.[1],
    week: /^W(\d\d)/.exec(rest)?.[1],
    hour: time?.[1],
    minute: time?.[2],
  };
  const wheels = first.locator('xpath=ancestor::*[contains(@class, "tv-wheels")]').getByRole('spinbutton');
  const language = await spoken(remote.page);
  for (const wheel of await wheels.all()) {
    const name = await wheel.getAttribute('aria-label');
    const part = Object.keys(parts).find((one) => message(language, `respond.tv.${one}`) === name) ?? '';
    const wanted = Number(parts[part]);
    await remote.reach(wheel);
    const now = async () => Number((await wheel.getAttribute('aria-valuenow')) ?? Number.NaN);
    if (Number.isNaN(await now())) await remote.press('ArrowUp');
    for (let turn = 0; turn < 80 && (await now()) !== wanted; turn += 1) await remote.press((await now()) < wanted ? 'ArrowUp' : 'ArrowDown');
    expect(await now()).toBe(wanted);
    // Up and down belong to the wheel; OK goes on to the next one, and from the last to the button.
    await remote.press('Enter');
  }
}

/** Takes hold of the slider, moves it, lets go. */
async function slide(remote: Remote, slider: Locator, wanted: number): Promise<void> {
  await remote.choose(slider);
  const now = async () => Number(await slider.getAttribute('aria-valuenow'));
  // More is where the line of writing leads.
  const isMirrored = await slider.evaluate((element) => getComputedStyle(element).direction === 'rtl');
  const [more, less] = isMirrored ? (['ArrowLeft', 'ArrowRight'] as const) : (['ArrowRight', 'ArrowLeft'] as const);
  await remote.press(more);
  for (let step = 0; step < 120 && (await now()) !== wanted; step += 1) await remote.press((await now()) < wanted ? more : less);
  expect(await now()).toBe(wanted);
  await remote.press('Enter');
}
