// A program with the samples and what people answered, and somebody who signs in to it; shared by the tests of a file.
import { type Page, expect } from '@playwright/test';
import { message } from './form';
import { Program } from './program';
import { test as base } from './test';

export const passPhrase = 'a pass phrase for journeys';

/** A message of the portal, in English. */
export const words = (key: string) => message('en', `portal.${key}`);

/** Fills in the form of the page that asks who one is. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(words('sign_in.email')).fill(email);
  await page.getByLabel(words('sign_in.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('sign_in.submit') }).click();
}

interface Shared {
  full: Program;
  /** Makes an account of this name, with the pass phrase. */
  account: (name: string) => Promise<string>;
  ingrid: string;
}

export const test = base.extend<{ signIn: (page: Page) => Promise<void> }, Shared>({
  full: [
    async ({}, use) => {
      const program = await Program.start([]);
      await use(program);
      await program.end();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  account: [
    async ({ full }, use) => {
      await use(async (name) => {
        const email = `${name}@nordlys.example`;
        await full.commandWithInput(`${passPhrase}\n`, 'user', 'add', email);
        return email;
      });
    },
    { scope: 'worker' },
  ],
  ingrid: [async ({ account }, use) => use(await account('ingrid')), { scope: 'worker' }],
  signIn: async ({ full, ingrid }, use) => {
    await use(async (page) => {
      await page.goto(`${full.url}/portal`);
      await fillSignIn(page, ingrid, passPhrase);
      await expect(page.getByRole('heading', { name: words('forms.title') })).toBeVisible();
    });
  },
});
