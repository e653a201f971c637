// Answering: what a person does with a question of each type, and how they get through a survey.
import { type Locator, type Page, expect } from '@playwright/test';
import { type Answers, type Form, message } from './form';
import type { Person } from './people';

export interface Options {
  /** Language of the interface. */
  language?: string;
  /** Called when new questions are on the screen, before they are answered: for switching, killing, taking pictures. */
  before?: (names: string[]) => Promise<void>;
  /** Stop before sending. */
  until?: string;
}

/** The tile of a question. */
export function tile(page: Page, name: string): Locator {
  return page.locator(`[data-question="${name}"]`);
}

/** Names of the questions a person sees now, in order. */
export async function shown(page: Page): Promise<string[]> {
  return page.locator('[data-question]:visible').evaluateAll((all) => all.map((one) => one.getAttribute('data-question') ?? ''));
}

export function button(page: Page, language: string, ...keys: string[]): Locator {
  const names = keys.map((key) => message(language, `respond.${key}`).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) }).filter({ visible: true });
}

/** The title of the finished page, whether the answers have arrived, wait on the device or in the page. */
export function finished(page: Page, language = 'en'): Locator {
  const titles = ['title', 'title_waiting', 'title_memory'].map((name) => message(language, `respond.done.${name}`));
  return page.getByRole('heading', { level: 1 }).filter({ hasText: new RegExp(titles.join('|')) });
}

/** Answers one question; the value is the one that will be stored. */
export async function answer(person: Person, form: Form, name: string, answers: Answers): Promise<void> {
  const question = form.question(name);
  const value = answers[name];
  const here = tile(person.page, name);
  const other = answers[`${name}-Comment`];
  switch (question.type) {
    case 'radiogroup':
    case 'boolean':
    case 'rating':
      await person.chooseAt(here.getByRole('radiogroup'), form.option(name, value));
      break;
    case 'checkbox':
      for (const one of value as unknown[]) await person.choose(here.getByRole('checkbox').nth(form.option(name, one)));
      break;
    case 'tagbox':
      await pickFromLists(person, form, here, name, value as unknown[]);
      break;
    case 'ranking':
      await putInOrder(person, form, here, name, value as unknown[]);
      break;
    case 'dropdown':
      await pickFromList(person, form, here, name, value);
      break;
    case 'text':
    case 'comment':
      await person.write(here.locator('input, textarea, [role=textbox], [role=spinbutton], [role=slider]').first(), typed(question.inputType, value), value);
      break;
    case 'matrix':
      await answerRows(person, form, here, name, value as Record<string, unknown>);
      break;
    default:
      return;
  }
  if (typeof other === 'string') await person.write(here.locator('[id$="-other"]'), other, other);
}

/** All rows are there at once, or one a screen with the same Next as between questions. */
async function answerRows(person: Person, form: Form, here: Locator, name: string, value: Record<string, unknown>): Promise<void> {
  const { rows, columns } = form.table(name);
  const groups = here.getByRole('radiogroup');
  await expect(groups.first()).toBeVisible();
  const isOneByOne = (await groups.count()) === 1 && rows.length > 1;
  for (const [at, row] of rows.entries()) {
    if (isOneByOne && at > 0) {
      const before = await groups.getAttribute('aria-labelledby');
      await person.choose(here.locator('.tv-next'));
      await expect(groups).not.toHaveAttribute('aria-labelledby', before ?? '');
    }
    const column = columns.indexOf(value[String(row)]);
    if (column >= 0) await person.chooseAt(groups.nth(isOneByOne ? 0 : at), column);
  }
}

/** A dropdown is a combobox, a sheet or a plain group of radios, as the layout has it. */
async function pickFromList(person: Person, form: Form, here: Locator, name: string, value: unknown): Promise<void> {
  const radios = here.getByRole('radio');
  if ((await radios.count()) > 0) return person.chooseAt(here.getByRole('radiogroup'), form.option(name, value));
  const label = form.label(name, value, 'en');
  const combobox = here.getByRole('combobox');
  if ((await combobox.count()) > 0) {
    await person.write(combobox, label, label);
    await expect(here.getByRole('option')).toHaveCount(1);
    await person.page.keyboard.press('ArrowDown');
    await person.page.keyboard.press('Enter');
    return;
  }
  await person.choose(here.getByRole('button').first());
  await person.choose(person.page.getByRole('dialog').getByRole('radio', { name: label, exact: true }));
}

/** A tag box is a combobox with chips, a sheet of boxes, or plain boxes, as the layout has it. */
async function pickFromLists(person: Person, form: Form, here: Locator, name: string, values: unknown[]): Promise<void> {
  const combobox = here.getByRole('combobox');
  if ((await combobox.count()) > 0) {
    for (const one of values) {
      await person.write(combobox, form.label(name, one, 'en'), one);
      await person.page.keyboard.press('Enter');
    }
    return person.page.keyboard.press('Escape');
  }
  const inline = (await here.getByRole('checkbox').count()) > 0;
  if (!inline) await person.choose(here.getByRole('button').first());
  const list = inline ? here : person.page.getByRole('dialog');
  for (const one of values) await person.choose(list.getByRole('checkbox').nth(form.option(name, one)));
  if (inline) return;
  const done = list.locator('.sheet-done');
  await ((await done.count()) > 0 ? person.choose(done) : person.page.keyboard.press('Escape'));
  await expect(list).toBeHidden();
}

/** What belongs on top is brought there, then the next; where nothing has to move the order is said to be right. */
async function putInOrder(person: Person, form: Form, here: Locator, name: string, values: unknown[]): Promise<void> {
  const places = here.locator('.rank-handle, .tv-rank');
  for (const [wanted, one] of values.entries()) {
    const label = form.label(name, one, 'en');
    const texts = await places.allTextContents();
    const at = texts.findIndex((text) => text.includes(label));
    if (form.question(name).selectToRankEnabled) {
      // What is picked takes the next rank by itself.
      await person.choose(places.nth(at));
      continue;
    }
    if (at !== wanted) await person.carry(places, at, wanted);
    await expect(places.nth(wanted)).toContainText(label);
  }
  const ranked = here.locator('.is-ranked, [data-ranked]');
  if ((await ranked.count()) === 0) await person.choose(here.locator('.ranks-foot button, [data-focus$="-keep"]').first());
}

/** What a person types so that the value is stored: days in the order of their language, all else as it is. */
function typed(inputType: string | undefined, value: unknown): string {
  const day = inputType === 'date' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) : null;
  return day ? `${day[3]}.${day[2]}.${day[1]}` : String(value);
}

/** Answers screen after screen until the survey is sent, or until the question `until` is on the screen. */
export async function answerAll(person: Person, form: Form, answers: Answers, options: Options = {}): Promise<void> {
  const { page } = person;
  const language = options.language ?? 'en';
  const done = finished(page, language);
  const answered = new Set<string>();
  for (let screen = 0; screen < 60; screen += 1) {
    await expect(page.locator('[data-question]:visible').or(done).first()).toBeVisible();
    if (await done.isVisible()) return;
    const names = await shown(page);
    await options.before?.(names);
    if (options.until && names.includes(options.until)) return;
    // Answering one may bring others; go on until nothing new is there.
    for (let fresh = names; fresh.length > 0; ) {
      for (const name of fresh) {
        answered.add(name);
        if (name in answers && (await tile(page, name).isVisible())) await answer(person, form, name, answers);
      }
      await page.waitForTimeout(person.looksMillis ?? 0);
      fresh = (await shown(page)).filter((name) => !answered.has(name));
      // A layout that goes on by itself shows the next screen; that is for the next round.
      if (!(await shown(page)).some((name) => names.includes(name))) break;
    }
    const now = await shown(page);
    if (now.some((name) => names.includes(name))) {
      await person.choose(button(page, language, 'next', 'send').first());
      await expect.poll(async () => (await done.isVisible()) || (await shown(page)).join() !== now.join()).toBe(true);
    }
  }
  throw new Error('sixty screens and no end');
}
