// A person with a phone answers the samples and every type of question with a finger, also in Hebrew.
import { answerAll, shown } from '../support/answer';
import { bytes, everyTypeAnswers, sampleAnswers } from '../support/answers';
import { Finger } from '../support/people';
import { type Sample, everyType, expect, samples, test } from '../support/test';

for (const name of Object.keys(samples) as Sample[]) {
  for (const language of ['en', 'he']) {
    test(`sample ${name} is answered by touch (${language})`, async ({ page, program, publish, picture }) => {
      const slug = await publish(samples[name]);
      await page.goto(`${program.url}/s/${slug}?lang=${language}`);
      let screen = 0;
      await answerAll(new Finger(page), samples[name], sampleAnswers[name], {
        language,
        before: async () => picture(page, `mobile-${language}-${name}-${(screen += 1)}`),
      });
      await picture(page, `mobile-${language}-${name}-done`);
      await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(sampleAnswers[name])]);
    });
  }
}

test('every type of question is answered by touch, byte for byte, one question a screen', async ({ page, program, publish }) => {
  const slug = await publish(everyType);
  await page.goto(`${program.url}/s/${slug}`);
  await answerAll(new Finger(page), everyType, everyTypeAnswers, {
    before: async () => expect((await shown(page)).length).toBe(1),
  });
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(everyTypeAnswers)]);
});

test('nothing is wider than the phone and every target is big enough for a thumb', async ({ page, program, publish }) => {
  const slug = await publish(everyType);
  await page.goto(`${program.url}/s/${slug}`);
  await answerAll(new Finger(page), everyType, everyTypeAnswers, {
    before: async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      const small = await page.locator('main button:visible, main input:visible').evaluateAll((all) =>
        all
          .filter((one) => !one.closest('.scale-11'))
          .map((one) => ({ what: one.outerHTML.slice(0, 90), box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 48 || box.width < 48)
          .map(({ what, box }) => `${what} ${box.width}x${box.height}`),
      );
      expect(small).toEqual([]);
    },
  });
});
