// Answers are never lost and never doubled, whatever happens to the server, the network, the page or the storage.
import { answerAll, button, finished, tile } from '../support/answer';
import { bytes, sampleAnswers } from '../support/answers';
import { message } from '../support/form';
import { Mouse } from '../support/people';
import type { Program } from '../support/program';
import { forbidStorage } from '../support/screen';
import { expect, samples, test } from '../support/test';

const form = samples.installation;
const answers = sampleAnswers.installation;
const saves = (method: string, path: string) => method === 'POST' && path.startsWith('/api/v1/responses');

async function expectOne(program: Program, slug: string): Promise<void> {
  const stored = async () => (await program.responses(slug)).map((one) => `${one.completed} ${bytes(one.answers)}`);
  await expect.poll(stored, { timeout: 20_000 }).toEqual([`true ${bytes(answers)}`]);
}

test('the server is killed and started again while a person answers', async ({ page, ownProgram }) => {
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  let screen = 0;
  await answerAll(new Mouse(page), form, answers, {
    before: async () => {
      screen += 1;
      if (screen === 2) await ownProgram.kill();
      if (screen === 4) await ownProgram.restart();
    },
  });
  await expectOne(ownProgram, 'visit');
});

test('a lost acknowledgement of every save makes one response', async ({ page, ownProgram, line }) => {
  await ownProgram.publish(form.file, 'visit');
  const seen = new Map<string, number>();
  line.decide = (method, path) => {
    if (!saves(method, path)) return 'none';
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    return times % 2 === 1 ? 'lost' : 'none';
  };
  await page.goto(`${line.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers);
  await expectOne(ownProgram, 'visit');
  expect(line.met.lost).toBeGreaterThan(0);
});

test('a slow line makes one response', async ({ page, ownProgram, line }) => {
  await ownProgram.publish(form.file, 'visit');
  line.decide = (method, path) => (saves(method, path) ? { delayMillis: 1500 } : 'none');
  await page.goto(`${line.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers);
  await expectOne(ownProgram, 'visit');
});

test('a reload keeps the answers and the place', async ({ page, ownProgram }) => {
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers, { until: 'friendly' });
  await page.reload();
  await expect(page.locator('[data-question="friendly"]')).toBeVisible();
  await answerAll(new Mouse(page), form, answers);
  await expectOne(ownProgram, 'visit');
});

test('a page that went before it could put down its last step loses nothing that is answered later', async ({ page, program, publishQuestions }) => {
  const pages = ['a', 'b'].map((name) => ({ elements: [{ type: 'text', name }] }));
  const { slug } = await publishQuestions([], { pages });
  const address = `${program.url}/s/${slug}?layout=desktop`;
  /** The draft on the device: read, or put in the place of what is there. */
  const draft = (kept?: string) =>
    page.evaluate(
      ([slug, kept]) =>
        new Promise<string>((done) => {
          const opening = indexedDB.open('tessera');
          opening.onsuccess = () => {
            const shelf = opening.result.transaction('drafts', 'readwrite').objectStore('drafts');
            const request = kept ? shelf.put(kept, slug) : shelf.get(slug);
            request.onsuccess = () => (opening.result.close(), done(String(request.result)));
          };
        }),
      [slug, kept] as const,
    );
  await page.goto(address);
  await tile(page, 'a').locator('input').fill('first');
  await button(page, 'en', 'next').click();
  await expect(tile(page, 'b')).toBeVisible();
  await expect.poll(async () => JSON.parse(await draft()).step).toBe(1);
  // As if the tab had gone between the save and the draft that says so.
  const kept = await draft();
  await page.goto(`${program.url}/icon.svg`);
  await draft(JSON.stringify({ ...JSON.parse(kept), step: 0 }));
  await page.goto(address);
  await tile(page, 'b').locator('input').fill('second');
  await button(page, 'en', 'send').click();
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).map((one) => one.answers)).toEqual([{ a: 'first', b: 'second' }]);
});

test('a tab that another one has overtaken still sends what it completes', async ({ context, page, program, publishQuestions }) => {
  const pages = ['a', 'b', 'c'].map((name) => ({ elements: [{ type: 'text', name }] }));
  const { slug } = await publishQuestions([], { pages });
  const address = `${program.url}/s/${slug}?layout=desktop`;
  await page.goto(address);
  await tile(page, 'a').locator('input').fill('first');
  await button(page, 'en', 'next').click();
  await expect(tile(page, 'b')).toBeVisible();
  await page.waitForTimeout(600);
  const other = await context.newPage();
  await other.goto(address);
  await tile(other, 'b').locator('input').fill('of the other');
  await button(other, 'en', 'next').click();
  await expect(tile(other, 'c')).toBeVisible();
  await other.waitForTimeout(600);
  await tile(page, 'b').locator('input').fill('second');
  await button(page, 'en', 'next').click();
  await tile(page, 'c').locator('input').fill('third');
  await button(page, 'en', 'send').click();
  await expect(finished(page)).toHaveText(message('en', 'respond.done.title'));
  expect((await program.responses(slug)).map((one) => one.answers)).toEqual([{ a: 'first', b: 'second', c: 'third' }]);
});

test('a reload keeps what is half typed, and what was taken back stays gone', async ({ page, program, publishQuestions }) => {
  const { slug } = await publishQuestions([{ type: 'text', name: 'day', inputType: 'date' }]);
  await page.goto(`${program.url}/s/${slug}?layout=desktop`);
  const field = page.locator('[data-question="day"] input');
  for (const text of ['31.1', '']) {
    await field.fill(text);
    await page.waitForTimeout(600);
    await page.reload();
    await expect(field).toHaveValue(text);
  }
});

test('a closed tab is taken up where it was left', async ({ context, page, ownProgram }) => {
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers, { until: 'friendly' });
  await page.close();
  const again = await context.newPage();
  await again.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  await expect(again.locator('[data-question="friendly"]')).toBeVisible();
  await answerAll(new Mouse(again), form, answers);
  await expectOne(ownProgram, 'visit');
});

test('storage that throws takes nothing away from the answer', async ({ page, ownProgram }) => {
  await forbidStorage(page);
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers);
  await expectOne(ownProgram, 'visit');
});

test('answers given offline say so, and go out once when the line is back', async ({ context, page, ownProgram, picture }) => {
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${ownProgram.url}/s/visit?layout=desktop`);
  await answerAll(new Mouse(page), form, answers, { until: 'friendly' });
  await context.setOffline(true);
  await answerAll(new Mouse(page), form, answers);
  await expect(page.getByText(message('en', 'respond.saved.here')).filter({ visible: true }).first()).toBeVisible();
  await picture(page, 'delivery-offline-done');
  await context.setOffline(false);
  await expectOne(ownProgram, 'visit');
});

test('what stayed on the device goes out on the next visit to any page', async ({ context, page, ownProgram, line }) => {
  await ownProgram.publish(form.file, 'visit');
  await page.goto(`${line.url}/s/visit?layout=desktop`);
  line.decide = (method, path) => (saves(method, path) ? 'cut' : 'none');
  await answerAll(new Mouse(page), form, answers);
  await page.close();
  expect(await ownProgram.responses('visit')).toEqual([]);
  line.decide = () => 'none';
  await (await context.newPage()).goto(`${line.url}/`);
  await expectOne(ownProgram, 'visit');
});
