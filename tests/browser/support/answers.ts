// What the people of the journeys answer: whole answers of each sample, as the server stores them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from './form';
import { root } from './program';

/** Every type of question, one left out. */
export const everyTypeAnswers: Answers = JSON.parse(readFileSync(join(root, 'tests/fixtures/every-type.answers.json'), 'utf8'));

/** Every type of question that few forms use. */
export const largerTypesAnswers: Answers = JSON.parse(readFileSync(join(root, 'tests/fixtures/larger-types.answers.json'), 'utf8'));

export const sampleAnswers: Record<'installation' | 'support' | 'tv' | 'pulse', Answers> = {
  installation: {
    comment: 'The stairs are clean again.', ease: 6, friendly: 5, home: 'Everybody streams in the evening.', improve: ['wifi', 'other'],
    'improve-Comment': 'A longer cable', on_time: 4, recommend: 8, router: 4, tidy: 5, visit: 4, wifi: 3,
  },
  support: {
    channel: 'other', 'channel-Comment': 'At the fair', comment: 'Call back when you say you will.', contacted_on: '2026-01-30', contacts: 3,
    ease: 2, email: 'ingrid@example.com', helper: 4, missing: 'waiting', resolved: false, write_back: true,
  },
  tv: { find: 5, frozen: false, watched: 'series', week: 4 },
  pulse: { comment: 'Fewer meetings.', customers: 4, heard: 3, help: ['rota', 'training'], learning: 4, pace: 2, recommend: 9, tools: 3 },
};

/** Byte for byte: the same members in the same order, not only equal ones. */
export function bytes(answers: Answers): string {
  return JSON.stringify(Object.fromEntries(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))));
}
