// What happens to the screen itself: another layout takes over, storage is forbidden, a finger is drawn over it.
import { type Page, expect } from '@playwright/test';

export type Layout = 'desktop' | 'mobile' | 'tv';

/** Goes over to another layout on the page that is open, as if the address had asked for it: nothing is loaded anew. */
export async function switchTo(page: Page, layout: Layout): Promise<void> {
  await page.evaluate((name) => {
    const address = new URL(location.href);
    address.searchParams.set('layout', name);
    history.replaceState(history.state, '', address);
    dispatchEvent(new Event('resize'));
  }, layout);
  await expect(page.locator('html')).toHaveAttribute('data-layout', layout);
  await expect(page.locator('.tv-stage')).toHaveCount(layout === 'tv' ? 1 : 0);
  await expect(page.locator('[data-question]:visible, #done-title').first()).toBeVisible();
}

/** As in a frame of another site: every use of storage throws. */
export async function forbidStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
}

/** Draws one finger from a point to another, in ten moves of 16 ms. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [from]);
  for (let move = 1; move <= 10; move += 1) {
    await touch('touchMove', [{ x: from.x + ((to.x - from.x) * move) / 10, y: from.y + ((to.y - from.y) * move) / 10 }]);
    await page.waitForTimeout(16);
  }
  await touch('touchEnd', []);
  // A tap at once after it would be taken for stopping a flick.
  await page.waitForTimeout(400);
  await session.detach();
}

/** What is told as an answer on the screen, question by question: for comparing two moments. */
export async function told(page: Page): Promise<string[]> {
  return page.locator('[data-question]:visible').evaluateAll((all) =>
    all.map((one) => {
      const checked = [...one.querySelectorAll('[aria-checked=true]')].map((option) => option.textContent?.trim());
      const written = [...one.querySelectorAll<HTMLInputElement>('input, textarea')].map((field) => field.value);
      return `${one.getAttribute('data-question')}: ${[...checked, ...written].join()}`;
    }),
  );
}

/** Which question has the focus; `body` where nothing has it. */
export async function focusedQuestion(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    if (!active || active === document.body) return 'body';
    return active.closest('[data-question]')?.getAttribute('data-question') ?? active.id ?? active.tagName;
  });
}
