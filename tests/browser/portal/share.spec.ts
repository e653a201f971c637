// Sharing a survey: links in a language and for a place, copied with and without a clipboard, and as a code for a camera.
import { readFileSync } from 'node:fs';
import { message } from '../support/form';
import { test, words } from '../support/portal';
import { expect } from '../support/test';

const named = (key: string, screen: string) => words(`form.${key}`).replace('{screen}', words(screen));

test('a link says language and place, and is copied', async ({ page, full, signIn, axe, picture, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support`);
  const panel = page.getByRole('region', { name: words('form.ways') });
  const any = panel.getByLabel(words('form.any'), { exact: true });
  await expect(any).toHaveValue(`${full.url}/s/support`);
  await panel.getByLabel(words('form.link_language')).selectOption('pl');
  await panel.getByLabel(words('form.touchpoint')).fill('Till 3 ');
  await expect(any).toHaveValue(`${full.url}/s/support?lang=pl&touchpoint=till-3`);
  await expect(panel.getByLabel(words('hub.tv'), { exact: true })).toHaveValue(`${full.url}/s/support?layout=tv&lang=pl&touchpoint=till-3`);
  await panel.getByRole('button', { name: named('copy_of', 'form.any') }).click();
  await expect(panel.getByRole('button', { name: words('form.copied') })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${full.url}/s/support?lang=pl&touchpoint=till-3`);
  await axe(page);
  await picture(page, 'portal-share');
  // Another link is not the one that was copied.
  await panel.getByLabel(words('form.link_language')).selectOption('');
  await expect(panel.getByRole('button', { name: words('form.copied') })).toHaveCount(0);

  // What the link says is what the page is, and what the answers are counted under.
  await page.goto(`${full.url}/s/support?lang=pl&touchpoint=till-3`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
});

test('a link is made that answers already, without anybody knowing how it says so', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support`);
  const panel = page.getByRole('region', { name: words('form.ways') });
  const any = panel.getByLabel(words('form.any'), { exact: true });
  const value = panel.getByLabel(words('form.link_value'), { exact: true });
  const give = async (name: string, act: () => Promise<unknown>) => {
    await panel.getByLabel(words('form.link_field')).selectOption(name);
    await act();
    await panel.getByRole('button', { name: words('form.link_add') }).click();
  };
  await give('channel', () => value.selectOption('phone'));
  await give('comment', () => value.fill('All & well?'));
  await expect(any).toHaveValue(`${full.url}/s/support?answer.channel=phone&answer.comment=All%20%26%20well%3F`);
  await axe(page);
  await picture(page, 'portal-share-given');
  // Another answer to the same question takes the place of the first.
  await give('comment', () => value.fill('Fine'));
  await panel.getByRole('button', { name: words('form.link_remove').replace('{answer}', '').trim() }).first().click();
  await expect(any).toHaveValue(`${full.url}/s/support?answer.comment=Fine`);
});

test('links for trying it out are beside those for respondents', async ({ page, full, signIn }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support`);
  const panel = page.getByRole('region', { name: words('form.ways') });
  const tick = panel.getByRole('checkbox', { name: words('form.link_test'), exact: true });
  await tick.check();
  await expect(tick).toHaveAccessibleDescription(words('form.link_test_hint'));
  await expect(panel.getByLabel(words('hub.tv'), { exact: true })).toHaveValue(`${full.url}/s/support?layout=tv&test`);
  await panel.getByRole('link', { name: named('open_of', 'hub.tv') }).click();
  await expect(page.getByText(message('en', 'respond.saved.test_text'))).toBeVisible();
});

test('over plain http, where there is no clipboard, a link is copied all the same', async ({ page, full, signIn }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/tv`);
  const panel = page.getByRole('region', { name: words('form.ways') });
  const copy = panel.getByRole('button', { name: named('copy_of', 'hub.phone') });
  await copy.focus();
  await page.keyboard.press('Enter');
  const copied = panel.getByRole('button', { name: words('form.copied') });
  await expect(copied).toBeFocused();
  const place = panel.getByLabel(words('form.touchpoint'));
  await place.focus();
  await page.keyboard.press('Control+V');
  await expect(place).toHaveValue(`${full.url}/s/tv?layout=mobile`);
});

test('a link is a code for a camera, dark on light also in the dark, and a file', async ({ page, full, signIn, axe, picture }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/support`);
  const panel = page.getByRole('region', { name: words('form.ways') });
  await panel.getByLabel(words('form.touchpoint')).fill('door');
  const show = panel.getByRole('button', { name: named('qr_of', 'form.any') });
  await show.click();
  await expect(show).toHaveAttribute('aria-expanded', 'true');
  const code = panel.getByRole('img', { name: words('form.qr_alt').replace('{address}', `${full.url}/s/support?touchpoint=door`) });
  await expect(code).toBeVisible();
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(200);
  const corners = await code.evaluate((image: HTMLImageElement) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
    const brush = canvas.getContext('2d')!;
    brush.drawImage(image, 0, 0);
    // The quiet zone is four modules of ten pixels; behind it the corner of a finder.
    return [20, 45].map((at) => [...brush.getImageData(at, at, 1, 1).data]);
  });
  expect(corners).toEqual([[255, 255, 255, 255], [0, 0, 0, 255]]);
  await code.scrollIntoViewIfNeeded();
  await axe(page);
  await picture(page, 'portal-qr-dark');
  const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('link', { name: named('qr_save_of', 'form.any') }).click()]);
  expect(file.suggestedFilename()).toBe('support.svg');
  expect(readFileSync((await file.path()) ?? '', 'utf8')).toContain(`<title>${full.url}/s/support?touchpoint=door</title>`);
  await page.evaluate(() => localStorage.setItem('tessera.locale', 'he'));
  await page.reload();
  await page.getByRole('region', { name: message('he', 'portal.form.ways') }).scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await axe(page);
  await picture(page, 'portal-share-he');
});
