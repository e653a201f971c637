// The fixtures of the journeys: a program shared by the file's tests, one of a test's own, a proxy with faults, axe, pictures.
import AxeBuilder from '@axe-core/playwright';
import { type Page, test as base, expect } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FaultProxy } from './faults';
import { Form } from './form';
import { Program, root } from './program';

export const everyType = Form.read('tests/fixtures/every-type.json');
/** The types that only the larger programs show. */
export const largerTypes = Form.read('tests/fixtures/larger-types.json');
export const samples = { installation: Form.sample('installation'), support: Form.sample('support'), tv: Form.sample('tv'), pulse: Form.sample('pulse') };
export type Sample = keyof typeof samples;

interface Shared { program: Program }
interface Own {
  /** A form published for this test alone, so that its responses are this test's. */
  publish: (form: Form) => Promise<string>;
  /** The same for a few questions written into the test. */
  publishQuestions: (elements: object[], survey?: object) => Promise<{ slug: string; form: Form }>;
  ownProgram: Program;
  line: FaultProxy;
  axe: (page: Page) => Promise<void>;
  picture: (page: Page, name: string) => Promise<void>;
}

let published = 0;

export const test = base.extend<Own, Shared>({
  program: [
    async ({}, use) => {
      const program = await Program.start();
      await use(program);
      await program.end();
    },
    { scope: 'worker' },
  ],
  publish: async ({ program }, use) => {
    await use(async (form) => {
      published += 1;
      const slug = `journey-${process.pid}-${published}`;
      await program.publish(form.file, slug);
      return slug;
    });
  },
  publishQuestions: async ({ publish }, use) => {
    await use(async (elements, survey = {}) => {
      const form = Form.write({ title: 'A few questions', pages: [{ name: 'only', elements }], ...survey });
      return { slug: await publish(form), form };
    });
  },
  ownProgram: async ({}, use) => {
    const program = await Program.start();
    await use(program);
    await program.end();
  },
  line: async ({ ownProgram }, use) => {
    const proxy = await FaultProxy.start(() => ownProgram.port);
    await use(proxy);
    await proxy.end();
  },
  axe: async ({}, use) => {
    await use(async (page) => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
      // Nothing here is framed from elsewhere, so all is looked at where it is: without the second page that is otherwise opened for each look.
      const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze();
      const told = violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}\n  ${node.failureSummary ?? ''}`).join('\n')}`);
      expect(told).toEqual([]);
    });
  },
  picture: async ({}, use) => {
    await use(async (page, name) => {
      const folder = join(root, 'tests/browser/pictures');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    });
  },
});

export { expect };

/** Nothing went wrong on the page behind the person's back. */
export function watchForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (entry) => {
    if (entry.type() === 'error' && !entry.text().includes('net::ERR')) errors.push(entry.text());
  });
  return errors;
}
