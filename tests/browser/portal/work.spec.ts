// The portal as its people use it: signing in, publishing a survey of one's own, reading figures that each say how sure they are.
import { readFileSync } from 'node:fs';
import { answerAll } from '../support/answer';
import { sampleAnswers } from '../support/answers';
import { Mouse } from '../support/people';
import { fillSignIn, passPhrase, test, words } from '../support/portal';
import { expect, samples } from '../support/test';

test('the front page leads into each sample on each screen', async ({ page, full, axe, picture }) => {
  await page.goto(full.url);
  await expect(page.getByRole('heading', { name: words('hub.heading') })).toBeVisible();
  for (const slug of ['installation', 'support', 'tv']) {
    for (const layout of ['desktop', 'mobile', 'tv']) {
      await expect(page.locator(`a[href*="/s/${slug}"][href*="layout=${layout}"]`).first()).toBeVisible();
    }
  }
  await axe(page);
  await picture(page, 'hub');
});

test('a wrong password is told at the password, and what was typed stays', async ({ page, full, axe }) => {
  await page.goto(`${full.url}/portal`);
  await fillSignIn(page, 'nobody@nordlys.example', 'wrong');
  await expect(page.getByText(words('sign_in.wrong'))).toBeVisible();
  await expect(page.getByLabel(words('sign_in.email'))).toHaveValue('nobody@nordlys.example');
  await axe(page);
});

test('signing in leads back to where one wanted to be, signing out closes it', async ({ page, full, ingrid }) => {
  await page.goto(`${full.url}/portal/forms/support/results`);
  await fillSignIn(page, ingrid, passPhrase);
  await expect(page).toHaveURL(/support\/results/);
  await page.goto(`${full.url}/portal/account`);
  await page.getByRole('button', { name: words('account.sign_out'), exact: true }).click();
  await expect(page.getByLabel(words('sign_in.email'))).toBeVisible();
});

test('a survey is pasted, checked at the line, published and answered', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/new`);
  const source = page.getByLabel(words('source.label'));
  await source.fill('{\n  "pages": [\n    { "elements": [ { "type": "txet", "name": "a" } ] }\n  ]\n}');
  await expect(page.getByText(words('source.line').replace('{line}', '3')).first()).toBeVisible();
  await axe(page);
  await picture(page, 'portal-new-diagnostics');
  await source.fill(readFileSync(samples.tv.file, 'utf8'));
  await expect(page.getByText(words('source.fine'))).toBeVisible();
  await page.getByLabel(words('new.slug')).fill('my-own');
  await page.getByRole('button', { name: words('new.publish'), exact: true }).click();
  await expect(page).toHaveURL(/portal\/forms\/my-own$/);
  await picture(page, 'portal-form');
  await page.goto(`${full.url}/s/my-own?layout=desktop`);
  await answerAll(new Mouse(page), samples.tv, sampleAnswers.tv);
  await expect.poll(async () => (await full.responses('my-own')).length).toBe(1);
});

test('a file is uploaded; broken JSON is told at its place', async ({ page, full, signIn }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/new`);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{\n  "pages": [,]\n}') });
  await expect(page.getByText(words('source.line').replace('{line}', '2')).first()).toBeVisible();
  await file.setInputFiles(samples.support.file);
  await expect(page.getByText(words('source.fine'))).toBeVisible();
});

test('every figure on a results page has its n and its interval beside it', async ({ page, full, signIn, axe, picture }) => {
  await signIn(page);
  for (const slug of ['installation', 'support', 'tv', 'pulse']) {
    await page.goto(`${full.url}/portal/forms/${slug}/results`);
    const figures = page.locator('[data-figure]');
    await expect(figures.first()).toBeVisible();
    await picture(page, `portal-results-${slug}`);
    for (const figure of await figures.all()) {
      await expect(figure.locator('[data-n]').first()).toHaveText(/\d/);
      // A number of comments is a count and estimates nothing; all else has its range, alone or each in its row.
      const text = await figure.innerText();
      if (text.includes(words('results.read_texts'))) continue;
      const range = words('results.range').replace('{low}', '\\d[^\\n]*').replace('{high}', '[^\\n]*\\d');
      expect.soft(text).toMatch(new RegExp(range));
    }
    await axe(page);
  }
});

test('employees are never shown one by one', async ({ page, full, signIn }) => {
  await signIn(page);
  await page.goto(`${full.url}/portal/forms/pulse/results`);
  await expect(page.locator('[data-figure]').first()).toBeVisible();
  await expect(page.getByText(words('results.export'), { exact: true })).toHaveCount(0);
  await expect(full.command('export', 'pulse', '--format', 'jsonl')).rejects.toThrow();
});
