// How the journeys run: Debian's Chromium, one at a time (they share two cores with the server and some hold times), pictures kept as artefacts.
// The search for barriers holds no times and asks nothing of what another test left: two of its tests may run beside each other (`--workers=2`).
import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update', '--font-render-hinting=none'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 7_000 },
  use: {
    launchOptions: { executablePath: chromium, args: quiet },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    trace: { mode: 'retain-on-failure', screenshots: false },
    reducedMotion: 'reduce',
  },
  projects: [
    { name: 'accessible', testMatch: 'accessible/*.spec.ts', fullyParallel: true, use: { viewport: { width: 1280, height: 800 } } },
    { name: 'desktop', testMatch: 'desktop/*.spec.ts', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'mobile', testMatch: 'mobile/*.spec.ts', use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } },
    { name: 'tv', testMatch: 'tv/*.spec.ts', use: { viewport: { width: 1920, height: 1080 } } },
    { name: 'delivery', testMatch: 'delivery/*.spec.ts', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'portal', testMatch: 'portal/*.spec.ts', use: { viewport: { width: 1280, height: 900 } } },
  ],
});
