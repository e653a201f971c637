// The editor's previews: three screens over one set of answers, while the text they come from is being written.
import { type FrameLocator, type Page } from '@playwright/test';
import { message } from '../support/form';
import { test } from '../support/portal';
import { expect, samples, watchForErrors } from '../support/test';

const words = (key: string) => message('en', `preview.${key}`);
const portal = (key: string) => message('en', `portal.${key}`);
const survey = {
  title: 'Your visit',
  pages: [
    {
      name: 'first',
      elements: [
        { type: 'rating', name: 'recommend', title: 'How likely are you to recommend us?', rateMin: 0, rateMax: 10, isRequired: true },
        { type: 'checkbox', name: 'better', title: 'What would have been better?', choices: ['Reach', 'Bill'] },
        { type: 'text', name: 'name', title: 'Your name' },
      ],
    },
    { name: 'second', elements: [{ type: 'comment', name: 'more', title: 'Anything else?' }] },
  ],
};

/** Says to the previews what the editor says. */
async function say(page: Page, definition: object): Promise<void> {
  await page.evaluate((text) => {
    const place = document.querySelector('[data-previews]') as HTMLElement & { tesseraDefinition?: string };
    place.tesseraDefinition = text;
    document.dispatchEvent(new Event('tessera:previews'));
  }, JSON.stringify(definition));
}

interface Three { desktop: FrameLocator; phone: FrameLocator; tv: FrameLocator }

let made = 0;

/** A draft of one's own in the editor, and its previews. */
async function open(page: Page, url: string, definition: object = survey): Promise<Three> {
  made += 1;
  await page.goto(`${url}/portal/new`);
  await page.getByLabel(portal('source.label')).fill(JSON.stringify(definition));
  await page.getByLabel(portal('new.slug')).fill(`previewed-${made}`);
  await page.getByRole('button', { name: portal('new.save'), exact: true }).click();
  const at = (key: string) => page.frameLocator(`iframe[title="${words(key)}"]`);
  const three = { desktop: at('desktop_title'), phone: at('phone_title'), tv: at('tv_title') };
  await expect(three.desktop.locator('[data-question]').first()).toBeVisible({ timeout: 30_000 });
  return three;
}

/** How many have answered each form. */
async function counts(page: Page): Promise<unknown> {
  return page.evaluate(async () => (await (await fetch('/api/v1/forms')).json()).items.map((form: { slug: string; finished: number }) => [form.slug, form.finished]));
}

/** The text is checked and saved, whatever happens beside it. */
const isOfEditor = (load: string) => /^(POST|PUT|PATCH|GET) \/api\/v1\/forms(\/check(\/texts)?|\/previewed-\d+(\/draft)?)$/.test(load);
const eight = (frame: FrameLocator) => frame.getByRole('radio', { name: '8', exact: true });
/** On the television what is focused wears the ring. */
const ringed = (tv: FrameLocator) => tv.locator('.is-focused');
const measures = (page: Page) => page.evaluate(() => performance.getEntriesByName('tessera:previews').map((one) => one.duration));

test('what is tapped on the phone stands on the television and on the desktop', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  const { desktop, phone, tv } = await open(page, full.url);
  const errors = watchForErrors(page);
  await page.locator('#source').focus();
  await expect(ringed(tv)).toHaveCount(1);
  await expect(page.locator('#source')).toBeFocused();
  await picture(page, 'previews');
  await axe(page);

  await eight(phone).click();
  await expect(eight(tv)).toHaveAttribute('aria-checked', 'true');
  await expect(eight(desktop)).toHaveAttribute('aria-checked', 'true');
  // The phone goes on after a tap; the others stay where they are.
  await expect(phone.getByRole('heading', { name: 'What would have been better?' })).toBeVisible();
  await expect(tv.getByRole('heading', { name: 'How likely are you to recommend us?' })).toBeVisible();
  await picture(page, 'previews-eight');
  expect(errors).toEqual([]);
});

test('the television is answered by arrows and OK, and Escape leaves it', async ({ page, full, signIn }) => {
  await signIn(page);
  const { desktop, tv } = await open(page, full.url);
  // Keys pressed elsewhere are not the television's.
  await page.locator('#source').focus();
  const before = await ringed(tv).getAttribute('data-focus');
  await page.keyboard.press('ArrowRight');
  expect(await ringed(tv).getAttribute('data-focus')).toBe(before);

  await tv.getByRole('heading', { name: 'How likely are you to recommend us?' }).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const chosen = (await ringed(tv).textContent()) ?? '';
  expect(chosen).toMatch(/^\d+$/);
  await page.keyboard.press('Enter');
  await expect(desktop.getByRole('radio', { name: chosen, exact: true })).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: words('again') })).toBeFocused();
});

test('Tab goes into the frames and out again', async ({ page, full, signIn }) => {
  await signIn(page);
  await open(page, full.url);
  await page.getByRole('button', { name: words('again') }).focus();
  const seen: string[] = [];
  for (let press = 0; press < 120 && seen.at(-1) !== 'BODY'; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => (document.activeElement instanceof HTMLIFrameElement ? document.activeElement.title : (document.activeElement?.tagName ?? '')));
    if (seen.at(-1) !== at) seen.push(at);
  }
  expect(seen).toEqual([words('desktop_title'), words('phone_title'), words('tv_title'), 'BODY']);
});

test('while the text is written, answers, places and the focus stay, and nothing is loaded', async ({ page, full, signIn }) => {
  await signIn(page);
  const { desktop, phone, tv } = await open(page, full.url);
  const errors = watchForErrors(page);
  await eight(phone).click();
  await expect(phone.getByRole('heading', { name: 'What would have been better?' })).toBeVisible();
  await desktop.getByLabel('Your name').fill('Ada');
  const source = page.locator('#source');
  const loads: string[] = [];
  page.on('request', (request) => loads.push(`${request.method()} ${new URL(request.url()).pathname}`));
  page.on('framenavigated', (frame) => loads.push(`frame ${frame.url()}`));

  const changed = structuredClone(survey);
  changed.pages[0]!.elements[0]!.title = 'How much?';
  await source.fill(JSON.stringify(changed));
  for (const frame of [desktop, tv]) await expect(frame.getByRole('heading', { name: 'How much?' }).or(frame.getByText('How much?', { exact: true })).first()).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'What would have been better?' })).toBeVisible();
  await expect(eight(tv)).toHaveAttribute('aria-checked', 'true');
  await expect(eight(desktop)).toHaveAttribute('aria-checked', 'true');
  await expect(desktop.getByLabel('Your name')).toHaveValue('Ada');
  await expect(source).toBeFocused();
  // What cannot be read changes nothing.
  await page.keyboard.press('End');
  await page.keyboard.type('{');
  await expect(page.getByText(portal('source.checking'))).toBeVisible();
  await expect(page.getByText(portal('source.checking'))).toBeHidden();
  await expect(eight(desktop)).toHaveAttribute('aria-checked', 'true');
  await expect(source).toBeFocused();
  // A question of another type asks anew.
  Object.assign(changed.pages[0]!.elements[2]!, { type: 'comment' });
  await source.fill(JSON.stringify(changed));
  await expect(desktop.getByLabel('Your name')).toHaveValue('');
  // The text is checked and saved; nothing else is asked for, of anybody.
  expect(loads.filter((load) => !isOfEditor(load))).toEqual([]);
  expect(errors).toEqual([]);
});

test('each text is shown once on all three screens, and how long that took is told', async ({ page, full, signIn }) => {
  await signIn(page);
  await open(page, full.url);
  for (const [name, form] of Object.entries(samples)) {
    const began = (await measures(page)).length;
    for (let time = 0; time < 5; time += 1) {
      await say(page, { ...form.definition, title: `${name} ${time}` });
      await expect.poll(async () => (await measures(page)).length).toBe(began + time + 1);
    }
    const took = (await measures(page)).slice(began).map(Math.round);
    console.log(`from a text to three screens, ${name}: ${took.join(', ')} ms`);
  }
});

test('a finished one is finished on all screens, begins anew, and is sent nowhere', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  const asked: string[] = [];
  const before = await counts(page);
  const { desktop, phone, tv } = await open(page, full.url);
  const errors = watchForErrors(page);
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await eight(desktop).click();
  await desktop.getByRole('button', { name: message('en', 'respond.next') }).click();
  await expect(phone.getByRole('heading', { name: 'Anything else?' })).toBeVisible();
  await desktop.getByRole('button', { name: message('en', 'respond.send') }).click();
  for (const frame of [desktop, phone, tv]) await expect(frame.getByRole('heading', { name: message('en', 'respond.done.title') })).toBeVisible();
  await picture(page, 'previews-finished');
  await axe(page);
  await page.getByRole('button', { name: words('again') }).click();
  for (const frame of [desktop, tv]) await expect(eight(frame)).toHaveAttribute('aria-checked', 'false');
  await expect(phone.getByRole('heading', { name: 'How likely are you to recommend us?' })).toBeVisible();
  expect(asked.filter((load) => !isOfEditor(load))).toEqual([]);
  expect((await counts(page) as unknown[]).filter((one) => !String(one).startsWith('previewed-'))).toEqual((before as unknown[]).filter((one) => !String(one).startsWith('previewed-')));
  expect(errors).toEqual([]);
});

test('the language of the previews is chosen beside them, and in them', async ({ page, full, signIn, picture }) => {
  await signIn(page);
  const { desktop, tv } = await open(page, full.url, samples.installation.definition);
  await page.getByLabel(words('language')).selectOption('he');
  await expect(desktop.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(tv.locator('html')).toHaveAttribute('lang', 'he');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: words('again') })).toBeVisible();
  await picture(page, 'previews-hebrew-survey');
});

test('where there is room for one, one is seen', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await page.setViewportSize({ width: 420, height: 900 });
  await open(page, full.url);
  await expect(page.getByTitle(words('phone_title'))).toBeHidden();
  await page.getByRole('button', { name: words('phone'), exact: true }).click();
  await expect(page.getByTitle(words('phone_title'))).toBeVisible();
  await expect(page.getByTitle(words('desktop_title'))).toBeHidden();
  await picture(page, 'previews-narrow');
  await axe(page);
});
