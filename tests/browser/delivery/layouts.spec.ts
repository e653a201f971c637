// One response whatever the layout: every order of switching between the three ends in the same bytes and loses nothing on the way.
import { answerAll } from '../support/answer';
import { bytes, everyTypeAnswers } from '../support/answers';
import { Mouse, Remote } from '../support/people';
import { everyType, expect, test } from '../support/test';

const layouts = ['desktop', 'mobile', 'tv'] as const;

test('every type of question, another layout at each page, byte for byte', async ({ page, program, publish }) => {
  test.setTimeout(240_000);
  const slug = await publish(everyType);
  const stops = ['move_in', 'household', 'recommend', 'reason', 'skipped'];
  for (const [at, stop] of [...stops, undefined].entries()) {
    const layout = layouts[at % layouts.length] ?? 'desktop';
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    const person = layout === 'tv' ? new Remote(page) : new Mouse(page);
    await answerAll(person, everyType, everyTypeAnswers, stop ? { until: stop } : {});
  }
  await expect.poll(async () => (await program.responses(slug)).map((one) => bytes(one.answers))).toEqual([bytes(everyTypeAnswers)]);
});
