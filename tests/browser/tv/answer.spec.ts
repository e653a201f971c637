// A person on a sofa answers the samples and every type of question with arrows and OK alone, on a big and a small television.
import { answerAll } from '../support/answer';
import { bytes, everyTypeAnswers, sampleAnswers } from '../support/answers';
import { Remote, expectFocusInside } from '../support/people';
import { type Sample, everyType, expect, samples, test } from '../support/test';

for (const [width, height] of [[1920, 1080], [1280, 720]] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });

    for (const name of Object.keys(samples) as Sample[]) {
      test(`sample ${name} is answered by arrows and OK alone`, async ({ page, program, publish, picture }) => {
        test.setTimeout(180_000);
        const slug = await publish(samples[name]);
        await page.goto(`${program.url}/s/${slug}?layout=tv`);
        let screen = 0;
        await answerAll(new Remote(page), samples[name], sampleAnswers[name], {
          before: async () => {
            await expectFocusInside(page);
            await picture(page, `tv-${width}-${name}-${(screen += 1)}`);
          },
        });
        await picture(page, `tv-${width}-${name}-done`);
        await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(sampleAnswers[name])]);
      });
    }
  });
}

test('a sample is answered on a television in Hebrew', async ({ page, program, publish, picture }) => {
  const slug = await publish(samples.tv);
  await page.goto(`${program.url}/s/${slug}?layout=tv&lang=he`);
  let screen = 0;
  await answerAll(new Remote(page), samples.tv, sampleAnswers.tv, {
    language: 'he',
    before: async () => picture(page, `tv-he-${(screen += 1)}`),
  });
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(sampleAnswers.tv)]);
});

test('every type of question is answered by arrows and OK, byte for byte', async ({ page, program, publish, picture }) => {
  test.setTimeout(300_000);
  const slug = await publish(everyType);
  await page.goto(`${program.url}/s/${slug}?layout=tv`);
  let screen = 0;
  await answerAll(new Remote(page), everyType, everyTypeAnswers, { before: async () => picture(page, `tv-types-${(screen += 1)}`) });
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(everyTypeAnswers)]);
});
