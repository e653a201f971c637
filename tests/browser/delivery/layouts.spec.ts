// One response whatever the layout: every order of switching between the three ends in the same bytes and loses nothing on the way.
import { answerAll, button, tile } from '../support/answer';
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

test('where the person was is told alike in every layout', async ({ page, program, publishQuestions }) => {
  const pages = ['a', 'b', 'c'].map((name) => ({ elements: [{ type: 'comment', name }] }));
  const told: unknown[] = [];
  for (const layout of layouts) {
    const { slug } = await publishQuestions([], { pages });
    const saved = page.waitForRequest((request) => request.method() !== 'GET' && (request.postData() ?? '').includes('"last_shown"'));
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await tile(page, 'a').locator('textarea, [role=textbox]').first().click();
    await page.keyboard.type('x');
    if (layout === 'tv') await page.keyboard.press('Escape');
    await button(page, 'en', 'next').first().click();
    await expect(tile(page, 'b')).toBeVisible();
    const text = (await saved).postData() ?? '{}';
    const part = (pattern: RegExp): unknown => JSON.parse(pattern.exec(text)?.[1] ?? 'null');
    const times = part(/"active_millis":(\{[^}]*\})/) ?? {};
    told.push({ shown: part(/"shown":(\[[^\]]*\])/), last_shown: part(/"last_shown":("[^"]*")/), timed: Object.keys(times) });
  }
  expect(told).toEqual(layouts.map(() => ({ shown: ['a', 'b'], last_shown: 'b', timed: ['a', 'b'] })));
});

test('what the author wrote around a question is there in every layout', async ({ page, program, publishQuestions }) => {
  const inner = { type: 'panel', name: 'inner', title: 'The technician', description: 'Think of who came.', isRequired: true, elements: [{ type: 'text', name: 'polite' }, { type: 'text', name: 'late' }] };
  const outer = { type: 'panel', name: 'outer', title: 'The visit', elements: [inner] };
  const { slug } = await publishQuestions([], {
    pages: [{ name: 'one', title: 'At your home', description: 'On the day itself.', elements: [outer] }],
  });
  for (const layout of layouts) {
    await page.goto(`${program.url}/s/${slug}?layout=${layout}`);
    await expect(page.locator('[data-question="polite"]')).toBeVisible();
    for (const words of ['At your home', 'On the day itself.', 'The visit', 'The technician', 'Think of who came.']) {
      await expect(page.getByText(words, { exact: true }), `${layout}: ${words}`).toBeVisible();
    }
  }
});
