// Nobody loads a table who is asked none; whoever is asked one gets it, whatever page they came to, in every layout and mixture of layouts.
import type { Page } from '@playwright/test';
import { answerAll, button, shown, tile } from '../support/answer';
import { bytes, largerTypesAnswers } from '../support/answers';
import { Form } from '../support/form';
import { Mouse, Remote } from '../support/people';
import { forbidStorage, switchTo } from '../support/screen';
import { expect, largerTypes, test, watchForErrors } from '../support/test';

const layouts = ['desktop', 'mobile', 'tv'] as const;
const plain = { type: 'radiogroup', name: 'plain', choices: ['a', 'b'] };
const table = { type: 'matrix', name: 'table', rows: ['x', 'y'], columns: ['a', 'b'] };

/** The programs a page loads from now on. */
function programs(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const name = /\/assets\/([a-z-]+)\.[0-9a-f]+\.wasm$/.exec(request.url())?.[1];
    if (name) loaded.push(name);
  });
  return loaded;
}

test('who is asked no table loads none, and who is asked one loads nothing else', async ({ page, program, publishQuestions }) => {
  const loaded = programs(page);
  const [small, large] = [await publishQuestions([plain]), await publishQuestions([plain, table])];
  for (const [form, layout, name] of [[small, 'desktop', 'respond'], [small, 'tv', 'tv'], [large, 'desktop', 'respond-all'], [large, 'tv', 'tv-all']] as const) {
    loaded.length = 0;
    await page.goto(`${program.url}/s/${form.slug}?layout=${layout}`);
    await expect(tile(page, 'plain')).toBeVisible();
    expect(loaded).toEqual([name]);
  }
});

test('another layout stays among the programs that know tables', async ({ page, program, publishQuestions }) => {
  const loaded = programs(page);
  const { slug } = await publishQuestions([table]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await tile(page, 'table').getByRole('radiogroup').first().getByRole('radio').nth(1).click();
  for (const layout of ['tv', 'mobile', 'tv', 'desktop'] as const) {
    await switchTo(page, layout);
    await expect(tile(page, 'table').getByRole('radiogroup').first()).toBeVisible();
  }
  expect([...new Set(loaded)]).toEqual(['respond-all', 'tv-all']);
  await expect(tile(page, 'table').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
  // The television goes on at the first row without an answer.
  await switchTo(page, 'tv');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('y');
});

test('a plain page that finds a table in the version a person is midway in hands over to the larger program', async ({ page, program, publishQuestions }) => {
  const { slug, form } = await publishQuestions([table, plain]);
  const address = `${program.url}/s/${slug}`;
  await page.goto(`${address}?layout=mobile`);
  await tile(page, 'table').getByRole('radiogroup').first().getByRole('radio').nth(1).click();
  await button(page, 'en', 'next').first().click();
  await expect(tile(page, 'plain')).toBeVisible();
  // Where a person is, is put down a moment later.
  await page.waitForTimeout(600);
  await program.publish(Form.write({ ...form.definition, pages: [{ elements: [plain] }] }).file, slug);
  const errors = watchForErrors(page);
  for (const [layout, expected] of [['mobile', ['respond', 'respond-all']], ['tv', ['tv', 'tv-all']]] as const) {
    const loaded = programs(page);
    await page.goto(`${address}?layout=${layout}`);
    await expect(tile(page, 'plain')).toBeVisible();
    expect(loaded).toEqual(expected);
    await page.removeAllListeners('request');
    expect(await shown(page)).toEqual(['plain']);
  }
  expect(errors).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('y');
});

test('the same where storage throws: the newest version is the one there is', async ({ page, program, publishQuestions }) => {
  await forbidStorage(page);
  const { slug } = await publishQuestions([table]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await expect(tile(page, 'table').getByRole('radiogroup')).toHaveCount(2);
});

for (const layout of layouts) {
  test(`every type that few forms use is answered in ${layout}, byte for byte`, async ({ page, program, publish, picture }) => {
    test.setTimeout(180_000);
    if (layout === 'tv') await page.setViewportSize({ width: 1920, height: 1080 });
    const slug = await publish(largerTypes);
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    let screen = 0;
    const person = layout === 'tv' ? new Remote(page) : new Mouse(page);
    await answerAll(person, largerTypes, largerTypesAnswers, { before: async () => picture(page, `larger-${layout}-${(screen += 1)}`) });
    await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(largerTypesAnswers)]);
  });
}

test('every type that few forms use, another layout at each page, byte for byte', async ({ page, program, publish }) => {
  test.setTimeout(180_000);
  const slug = await publish(largerTypes);
  const stops = largerTypes.definition.pages.slice(1).map((one) => one.elements[0]?.name);
  for (const [at, stop] of [...stops, undefined].entries()) {
    const layout = layouts[(at + 2) % layouts.length] ?? 'tv';
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    const person = layout === 'tv' ? new Remote(page) : new Mouse(page);
    await answerAll(person, largerTypes, largerTypesAnswers, stop ? { until: stop } : {});
  }
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(largerTypesAnswers)]);
});
