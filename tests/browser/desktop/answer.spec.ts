// A person at a desk answers the samples and every type of question: with a mouse, with a keyboard alone, in Hebrew.
import { answer, answerAll, button, shown, tile } from '../support/answer';
import { bytes, everyTypeAnswers, sampleAnswers } from '../support/answers';
import { Keyboard, Mouse } from '../support/people';
import { type Sample, everyType, expect, samples, test, watchForErrors } from '../support/test';

const names = Object.keys(samples) as Sample[];

for (const name of names) {
  for (const [way, Person] of [['mouse', Mouse], ['keyboard', Keyboard]] as const) {
    test(`sample ${name} is answered by ${way} alone`, async ({ page, program, publish, picture }) => {
      const errors = watchForErrors(page);
      const slug = await publish(samples[name]);
      await page.goto(`${program.url}/s/${slug}?layout=desktop`);
      let screen = 0;
      await answerAll(new Person(page), samples[name], sampleAnswers[name], {
        before: async () => picture(page, `desktop-${name}-${way}-${(screen += 1)}`),
      });
      await picture(page, `desktop-${name}-${way}-done`);
      await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(sampleAnswers[name])]);
      expect(errors).toEqual([]);
    });
  }

  test(`sample ${name} is answered in Hebrew`, async ({ page, program, publish, picture }) => {
    const slug = await publish(samples[name]);
    await page.goto(`${program.url}/s/${slug}?layout=desktop&lang=he`);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    let screen = 0;
    await answerAll(new Mouse(page), samples[name], sampleAnswers[name], {
      language: 'he',
      before: async () => picture(page, `desktop-he-${name}-${(screen += 1)}`),
    });
    await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(sampleAnswers[name])]);
  });
}

for (const [way, Person] of [['mouse', Mouse], ['keyboard', Keyboard]] as const) {
  test(`every type of question is answered by ${way}, byte for byte`, async ({ page, program, publish, picture }) => {
    const slug = await publish(everyType);
    await page.goto(`${program.url}/s/${slug}?layout=desktop`);
    let screen = 0;
    await answerAll(new Person(page), everyType, everyTypeAnswers, {
      before: async () => picture(page, `desktop-types-${way}-${(screen += 1)}`),
    });
    await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(everyTypeAnswers)]);
  });
}

test('a page of questions goes back with its answers', async ({ page, program, publish }) => {
  const slug = await publish(everyType);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await answerAll(new Mouse(page), everyType, everyTypeAnswers, { until: 'move_in' });
  await button(page, 'en', 'back').click();
  await expect(tile(page, 'nickname').locator('input')).toHaveValue('Ingrid');
});

test('a required question keeps the person on the page and says why', async ({ page, program, publish, axe }) => {
  const slug = await publish(samples.installation);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  await expect(tile(page, 'visit')).toBeVisible();
  const before = await shown(page);
  await button(page, 'en', 'next').click();
  const group = tile(page, 'visit').getByRole('radiogroup');
  await expect(group).toHaveAttribute('aria-invalid', 'true');
  const described = (await group.getAttribute('aria-describedby')) ?? '';
  const told = await Promise.all(described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(told.join(' ').trim()).not.toBe('');
  expect(await shown(page)).toEqual(before);
  await axe(page);
  await answer(new Mouse(page), samples.installation, 'visit', { visit: 4 });
  await expect(group).not.toHaveAttribute('aria-invalid', 'true');
});
