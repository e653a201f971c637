// People with one way each to use a screen: a mouse, a keyboard alone, a finger, a remote control. Each knows how to get to something
// and how to act on it; what to do with a question of which type is the same for all and stands in answer.ts.
import { type Locator, type Page, expect } from '@playwright/test';

export interface Person {
  readonly page: Page;
  /** How long they look before they go on: a phone goes on by itself a moment after a tap. */
  readonly looksMillis?: number;
  /** Takes an option, presses a button: whatever acting on it means. */
  choose(target: Locator): Promise<void>;
  /** Puts a text in place of what stands in the field; `value` is what will be stored, for controls without letters. */
  write(field: Locator, text: string, value: unknown): Promise<void>;
  /** Brings one of a list that is put in order up to another place. */
  carry(places: Locator, from: number, to: number): Promise<void>;
  /** Chooses the option at a place in a group whose arrow keys move within. */
  chooseAt(group: Locator, at: number): Promise<void>;
}

/** The browser's own pickers take a value as it is stored, whatever the language. */
async function asWritten(field: Locator, text: string, value: unknown): Promise<string> {
  return (await field.getAttribute('type')) === 'date' ? String(value) : text;
}

/** The button that moves one up, until it is where it belongs. */
async function pressUp(person: Person, places: Locator, from: number, to: number): Promise<void> {
  for (let at = from; at > to; at -= 1) await person.choose(places.nth(at).locator('xpath=following-sibling::button').first());
}

/** Clicks, and types where it must. */
export class Mouse implements Person {
  constructor(readonly page: Page) {}

  async choose(target: Locator): Promise<void> {
    await target.click();
  }
  async write(field: Locator, text: string, value: unknown): Promise<void> {
    await field.click();
    await field.fill(await asWritten(field, text, value));
  }
  async carry(places: Locator, from: number, to: number): Promise<void> {
    await pressUp(this, places, from, to);
  }
  async chooseAt(group: Locator, at: number): Promise<void> {
    await this.choose(group.getByRole('radio').nth(at));
  }
}

/** Taps. */
export class Finger implements Person {
  readonly looksMillis = 900;
  constructor(readonly page: Page) {}

  async choose(target: Locator): Promise<void> {
    await target.tap();
  }
  async write(field: Locator, text: string, value: unknown): Promise<void> {
    await field.tap();
    await field.fill(await asWritten(field, text, value));
  }
  async carry(places: Locator, from: number, to: number): Promise<void> {
    await pressUp(this, places, from, to);
  }
  async chooseAt(group: Locator, at: number): Promise<void> {
    await this.choose(group.getByRole('radio').nth(at));
  }
}

/** Tab, arrows, Space and Enter; never a pointer. */
export class Keyboard implements Person {
  constructor(readonly page: Page) {}

  async choose(target: Locator): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press((await target.getAttribute('role')) === 'checkbox' ? 'Space' : 'Enter');
  }
  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    const type = await field.getAttribute('type');
    // Parts of a native picker are typed in an order of the browser's language; that is the browser's business, not ours.
    if (['time', 'datetime-local', 'month', 'week', 'color', 'range', 'date'].includes(type ?? '')) return void (await field.fill(text));
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }
  async carry(places: Locator, from: number, to: number): Promise<void> {
    const list = places.first().locator('xpath=ancestor::ol');
    const stop = list.locator('.rank-handle[tabindex="0"]');
    await this.reach(stop);
    const at = Number(await stop.evaluate((handle) => [...(handle.closest('ol')?.querySelectorAll('.rank-handle') ?? [])].indexOf(handle)));
    for (let step = at; step !== from; step += Math.sign(from - at)) await this.page.keyboard.press(from > at ? 'ArrowDown' : 'ArrowUp');
    await expect(places.nth(from)).toBeFocused();
    await this.page.keyboard.press('Space');
    for (let step = from; step > to; step -= 1) await this.page.keyboard.press('ArrowUp');
    await this.page.keyboard.press('Space');
  }
  /** One Tab stop a group; down is the next option in every direction of writing. */
  async chooseAt(group: Locator, at: number): Promise<void> {
    const options = group.getByRole('radio');
    const stop = group.locator('[role=radio][tabindex="0"]');
    await this.reach(stop);
    const count = await options.count();
    // Space checks the option that has the focus, an arrow the next one; so press until the right one is checked.
    for (let press = 0; press <= count; press += 1) {
      if ((await options.nth(at).getAttribute('aria-checked')) === 'true') return;
      await this.page.keyboard.press(at === 0 && press === 0 ? 'Space' : 'ArrowDown');
    }
    await expect(options.nth(at)).toHaveAttribute('aria-checked', 'true');
  }
  /** Tabs on until the target has the focus, round the page at most once in each direction. */
  async reach(target: Locator): Promise<void> {
    const has = () => target.evaluate((element) => element === document.activeElement);
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 60; step += 1) {
        if (await has()) return;
        await this.page.keyboard.press(key);
      }
    }
    throw new Error(`Tab never reaches ${target}`);
  }
}

/** Arrows and OK. Looks where the target is and presses the arrow that leads there, as people do. */
export class Remote implements Person {
  /** Presses so far, for tests that count them. */
  presses = 0;

  constructor(readonly page: Page) {}

  async press(key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Enter' | 'Escape'): Promise<void> {
    this.presses += 1;
    await this.page.keyboard.press(key);
  }
  async choose(target: Locator): Promise<void> {
    await this.reach(target);
    await this.press('Enter');
  }
  async chooseAt(group: Locator, at: number): Promise<void> {
    await this.choose(group.getByRole('radio').nth(at));
  }
  async carry(places: Locator, from: number, to: number): Promise<void> {
    await this.choose(places.nth(from));
    for (let step = from; step > to; step -= 1) await this.press('ArrowUp');
    await this.press('Enter');
  }
  /** A television has no keys for letters: its own keyboard is on the screen. */
  async write(field: Locator, text: string, value: unknown): Promise<void> {
    const { enter } = await import('../tv/controls');
    await enter(this, field, text, value);
  }
  async reach(target: Locator): Promise<void> {
    const tried = new Set<string>();
    for (let step = 0; step < 80; step += 1) {
      const way = await target.evaluate((element) => {
        const here = document.activeElement;
        if (here === element) return null;
        const from = (here ?? document.body).getBoundingClientRect();
        const to = element.getBoundingClientRect();
        const name = `${from.x},${from.y},${here?.id}`;
        const [dx, dy] = [to.x + to.width / 2 - from.x - from.width / 2, to.y + to.height / 2 - from.y - from.height / 2];
        const across = dx > 0 ? 'ArrowRight' : 'ArrowLeft';
        const along = dy > 0 ? 'ArrowDown' : 'ArrowUp';
        const level = from.y < to.bottom && to.y < from.bottom;
        return { name, keys: level ? [across, along] : [along, across] };
      });
      if (!way) return;
      const key = way.keys.find((one) => !tried.has(`${way.name} ${one}`)) ?? way.keys[0];
      tried.add(`${way.name} ${key}`);
      await this.press(key as 'ArrowUp');
    }
    throw new Error(`the arrows never reach ${target}`);
  }
}

/** The focus stays in the survey whatever happened (I3). */
export async function expectFocusInside(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
}
