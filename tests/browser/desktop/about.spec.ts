// Who asks and what happens to the answers, on the first page of every layout; the way to what is written about personal data.
import { Form, message } from '../support/form';
import { fillSignIn, passPhrase } from '../support/portal';
import { Program } from '../support/program';
import { expect, test } from '../support/test';

const operator = 'Nordlys AS, Storgata 1, Oslo';
const form = Form.write({ title: 'A few questions', pages: [{ name: 'only', elements: [
  { type: 'rating', name: 'score', title: 'How was it?', rateMax: 5 },
  { type: 'comment', name: 'why', title: 'Why?' },
] }] });

let told: Program;
test.beforeAll(async () => {
  told = await Program.start(['--empty', '--workspace', 'Nordlys', '--operator', operator, '--privacy-url', 'https://nordlys.example/privacy']);
  await told.publish(form.file, 'customers');
  await told.command('publish', form.file, '--slug', 'employees', '--audience', 'employees');
});
test.afterAll(async () => told.end());

const sentence = (key: string, language = 'en') => message(language, `respond.audience.${key}`).replace('{operator}', operator).replace('{workspace}', 'Nordlys');

for (const [layout, width, height] of [['desktop', 1440, 900], ['mobile', 390, 844], ['tv', 1920, 1080]] as const) {
  test(`${layout}: who asks, who reads, and where more is written`, async ({ page, axe, picture }) => {
    await page.setViewportSize({ width, height });
    for (const audience of ['customers', 'employees']) {
      await page.goto(`${told.url}/s/${audience}?layout=${layout}&lang=en`);
      await expect(page.getByText(sentence('operator'))).toBeVisible();
      await expect(page.getByText(sentence(audience))).toBeVisible();
      if (layout === 'tv') {
        await expect(page.getByText('nordlys.example/privacy')).toBeVisible();
        await expect(page.getByText('https://')).toHaveCount(0);
      } else {
        const link = page.getByRole('link', { name: sentence('privacy') });
        await expect(link).toHaveAttribute('href', 'https://nordlys.example/privacy');
        await expect(link).toHaveAttribute('rel', 'noopener');
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await axe(page);
      await picture(page, `about-${layout}-${audience}`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${told.url}/s/employees?layout=${layout}&lang=he`);
    await expect(page.getByText(sentence('employees', 'he'))).toBeVisible();
    await axe(page);
    await picture(page, `about-${layout}-he-dark`);
  });
}

test('the previews of the editor say the same', async ({ page }) => {
  await told.commandWithInput(`${passPhrase}\n`, 'user', 'add', 'ingrid@nordlys.example');
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(`${told.url}/portal/forms/customers/edit`);
  await fillSignIn(page, 'ingrid@nordlys.example', passPhrase);
  for (const [at, device] of ['desktop', 'mobile', 'tv'].entries()) {
    const shown = page.locator('.previews iframe').nth(at).contentFrame();
    await expect(shown.getByText(sentence('operator')), device).toBeAttached();
    if (device === 'tv') await expect(shown.getByText('nordlys.example/privacy')).toBeAttached();
    else await expect(shown.getByRole('link', { name: sentence('privacy'), includeHidden: true })).toHaveAttribute('href', 'https://nordlys.example/privacy');
  }
});

test('without these settings nothing is claimed that nobody set', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'comment', name: 'why', title: 'Why?' }]);
  await page.goto(`${program.url}/s/${slug}?lang=en`);
  await expect(page.getByText('reads your answers')).toBeVisible();
  await expect(page.getByRole('link', { name: sentence('privacy') })).toHaveCount(0);
  await expect(page.getByText('runs this survey')).toHaveCount(0);
});
